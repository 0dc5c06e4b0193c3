/** The messages of a channel as its page shows them: what is stored, and what is on its way. Pure. */
import type { WireSelf } from '../../../src/protocols/api/wire.ts'
import type { Pending } from '../connection/outbox.ts'
import type { ChannelLog } from './channel-log.ts'
import type { ShownMessage } from './channel-view.ts'
import { hasNewer } from './log-window.ts'

/** What is stored, and behind it what is on its way; at an older place only what is stored. */
export function shownOf(
  log: ChannelLog,
  entries: readonly Pending[],
  { id, self }: { readonly id: string; readonly self: WireSelf },
): readonly ShownMessage[] {
  const stored = log.messages.filter(({ kind }) => kind !== 'tags')
  if (hasNewer(log)) return stored
  const known = new Set(log.messages.slice(-50).map((message) => message.id))
  const waiting = entries.filter(
    (entry) => entry.channel === id && !(entry.stored !== null && known.has(entry.stored.id)),
  )
  return waiting.length === 0 ? stored : [...stored, ...waiting.map((entry) => shownPending(entry, self))]
}

function shownPending(entry: Pending, self: WireSelf): ShownMessage {
  const { clientTag, channel, text, kind, replyTo, at, failure, stored, files = [], lacks = false } = entry
  if (stored !== null) return { ...stored, clientTag }
  return {
    id: clientTag,
    channel,
    position: 0,
    changedPosition: 0,
    kind,
    text,
    replyTo,
    clientTag,
    author: { id: self.id, name: self.name, account: self.account, bot: self.bot },
    sentAt: at,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    uploads: [],
    previews: [],
    ...(files.length === 0 ? {} : { coming: files, lacks }),
    ...(failure === null ? { pending: 'sending' } : { pending: 'failed', failure }),
  }
}
