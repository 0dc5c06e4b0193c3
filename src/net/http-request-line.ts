/** Tells the first line of an HTTP request: a page can make a browser send one to any port, with lines of its own after it. */

const whole = /^[A-Z]+ \S+ HTTP\/\d(?:\.\d)?$/
/** Of a line too long to be read there is the beginning only. */
const cutOff = /^[A-Z]+ \/\S*$/

export function isHttpRequestLine(line: string): boolean {
  return whole.test(line)
}

export function beginsHttpRequestLine(beginning: string): boolean {
  return cutOff.test(beginning)
}
