/** How long a line may be, in bytes, and cutting without breaking a character. */

/** RFC 1459: 512 with CR LF, the tags not counted. */
export const lineBytes = 512
const bareLineBytes = lineBytes - 2

/** IRCv3 message-tags: what a client may send between `@` and the space. */
const tagBytes = 4094

type Measure = 'ok' | 'line-too-long' | 'tags-too-long'

/** Of a line as it was received, without its line end. Too long in both ways counts as the tags'. */
export function measure(line: string): Measure {
  if (!line.startsWith('@')) return fits(line, bareLineBytes) ? 'ok' : 'line-too-long'
  const space = line.indexOf(' ')
  const end = space === -1 ? line.length : space
  if (!fits(line.slice(1, end), tagBytes)) return 'tags-too-long'
  return fits(line.slice(end + 1), bareLineBytes) ? 'ok' : 'line-too-long'
}

function fits(text: string, bytes: number): boolean {
  return text.length <= bytes && Buffer.byteLength(text) <= bytes
}

/**
 * The longest beginning of a text that needs no more bytes than these, with every character whole. It is '' when the first
 * character alone is too long: a caller that cuts piece by piece gives at least 4. Takes no longer for a longer text.
 */
export function cutUtf8(text: string, bytes: number): string {
  let used = 0
  let end = 0
  for (const character of text) {
    used += bytesOf(character)
    if (!(used <= bytes)) return text.slice(0, end)
    end += character.length
  }
  return text
}

/** Half a surrogate pair that stands alone is written as U+FFFD: three bytes, like its neighbours. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x1_0000 ? 3 : 4
}
