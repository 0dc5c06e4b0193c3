/** The tokens of 005 as the parameters of its lines: at most 13 in a line, each line within the limit of the wire. */
import { lineBytes } from './grammar.ts'

const mostTokens = 13

export type IsupportToken = readonly [name: string, value: string | null]

/** What stands around the tokens of a line; without it room is kept for the longest. */
export interface IsupportFrame {
  readonly source: string
  readonly nick: string
  readonly text: string
}

const frameBytes = 192

/** The tokens of each line, written. A token that no line could hold is left out: half of a value would mean something else. */
export function isupportLines(
  tokens: readonly IsupportToken[],
  frame?: IsupportFrame,
): readonly (readonly string[])[] {
  const room = lineBytes - (frame === undefined ? frameBytes : bytesOf(frame))
  const lines: string[][] = []
  let line: string[] = []
  let used = 0
  for (const [name, value] of tokens) {
    const token = value === null ? name : `${name}=${escapeValue(value)}`
    const bytes = Buffer.byteLength(token) + 1
    if (bytes > room) continue
    if (line.length === 0 || line.length === mostTokens || used + bytes > room) {
      line = []
      lines.push(line)
      used = 0
    }
    line.push(token)
    used += bytes
  }
  return lines
}

/** The space after each token belongs to the token. */
function bytesOf({ source, nick, text }: IsupportFrame): number {
  return Buffer.byteLength(`:${source} 005 ${nick} :${text}\r\n`)
}

/** Space, `=`, backslash and control characters have no other way to stand in a value. */
function escapeValue(value: string): string {
  // oxlint-disable-next-line no-control-regex -- escaping them is the purpose
  return value.replace(/[\0-\x20=\\\x7f]/g, (found) => `\\x${hex(found)}`)
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
}
