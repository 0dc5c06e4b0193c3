/** The tags of a line: each client is given exactly those it has asked for. */
import type { ClientTags, MessageId, Person } from '../../../core/types.ts'
import { isBot } from '../../../core/users/cloak.ts'
import type { IrcFlavour } from '../flavour.ts'
import { noTags } from '../grammar/tags.ts'
import { formatTime } from '../server-time.ts'

export interface Tagged {
  readonly at: number
  readonly author?: Person | null
  readonly id?: MessageId | null
  readonly tags?: ClientTags | null
  /** Whether the author is a program. */
  readonly bot?: boolean
}

export function tagsFor(
  flavour: IrcFlavour,
  { at, author, id, tags, bot }: Tagged,
): ReadonlyMap<string, string> {
  const tagging = flavour.has('message-tags')
  if (!tagging && !flavour.has('server-time') && !flavour.has('account-tag')) return noTags
  const made = new Map<string, string>()
  if (flavour.has('server-time')) made.set('time', formatTime(at))
  if (id != null && tagging) made.set('msgid', id)
  if (author?.account != null && flavour.has('account-tag')) made.set('account', author.account)
  if (tagging && (bot === true || (author != null && isBot(author)))) made.set('bot', '')
  if (tagging) for (const [name, value] of Object.entries(tags ?? {})) made.set(`+${name}`, value)
  return made
}
