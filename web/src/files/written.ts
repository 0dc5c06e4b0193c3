/** What is written in a file, made calm: whatever is in it, it is lines of text and nothing else. */

/** As much as the server has looked at to know that it is a text. */
export const beginningBytes = 8192
/** More is not shown in the page. */
export const mostBytes = 512 * 1024
const mostLines = 20
const longestLine = 300
const patience = 20_000

/** The first bytes of it, as a text. Rejects when it is not there any more, or nobody answers. */
export async function fetchWritten(address: string, bytes: number): Promise<string> {
  const response = await fetch(address, {
    headers: { Range: `bytes=0-${bytes - 1}` },
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`)
  return calm(await firstBytes(response.body, bytes))
}

/** Something in between may know nothing of ranges: no more is read all the same. A character that is cut is left out. */
async function firstBytes(body: ReadableStream<Uint8Array>, bytes: number): Promise<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let left = bytes; left > 0;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value.subarray(0, left), { stream: true })
    left -= value.length
  }
  void reader.cancel()
  return text
}

/** Lines end in one way; what would change how others are shown (controls, turns of the writing direction) is seen instead of done. */
export function calm(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      /[\u0000-\u0008\u000b-\u001f]/g,
      (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)),
    )
    .replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g, '\ufffd')
}

/** Its beginning, small enough for a message. `isWhole`: nothing comes after `text`. */
export function beginningOf(text: string, isWhole: boolean): string {
  const lines = text.split('\n')
  // The last one is cut in the middle.
  const whole = isWhole || lines.length === 1 ? lines : lines.slice(0, -1)
  return whole.slice(0, mostLines).map(short).join('\n')
}

function short(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine).replace(/[\ud800-\udbff]$/, '')}…` : line
}

const plain: ReadonlySet<string> = new Set(['txt', 'text', 'log', 'csv', 'tsv', 'md'])

/** The ending, by which the highlighter knows the language; empty: none that has colours. */
export function languageOf(name: string): string {
  const ending = /\.([a-z0-9+#-]{1,12})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return plain.has(ending) ? '' : ending
}
