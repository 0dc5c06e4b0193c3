/** Makes other people's text safe for a terminal: nothing in it can move the cursor, hide, or reverse what stands around it. */

/** C0 and C1 controls, DEL, line and paragraph separators, bidirectional overrides and isolates, and the byte-order mark. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g
// oxlint-disable-next-line no-control-regex -- the fast way out for nearly every line
const harmless = /^[\u0020-\u007e\u00a0-\u0600]*$/

/** One line without control characters; a tab or a line end becomes a space. */
export function printable(text: string): string {
  if (harmless.test(text)) return text
  return text.replace(unsafe, (found) => (found === '\t' || found === '\n' ? ' ' : ''))
}

/** The lines of a text, each printable. */
export function printableLines(text: string): readonly string[] {
  return text.includes('\n') ? text.split('\n').map(printable) : [printable(text)]
}
