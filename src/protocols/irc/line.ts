/** One line of the wire as this door makes it, and the tags that a client may be given. */
import type { Person } from '../../core/types.ts'
import { formatMessage } from './grammar.ts'

export interface IrcLine {
  readonly tags?: ReadonlyMap<string, string>
  /** Who it comes from: `nick!user@host`, or the server's name; `null` or absent: nobody. */
  readonly source?: string | null
  readonly command: string
  readonly params: readonly string[]
}

export function lineText(line: IrcLine): string {
  return `${formatMessage(line)}\r\n`
}

export function linesToBytes(lines: readonly IrcLine[]): Buffer {
  let text = ''
  for (const line of lines) text += lineText(line)
  return Buffer.from(text)
}

/** `nick!user@host`. */
export function sourceOf({ name, userhost }: Pick<Person, 'name' | 'userhost'>): string {
  return userhost === '' ? name : `${name}!${userhost}`
}

export function withTags(line: IrcLine, more: Iterable<readonly [string, string]>): IrcLine {
  return { ...line, tags: new Map([...(line.tags ?? []), ...more]) }
}
