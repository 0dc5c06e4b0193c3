/** What fills a gap in the order of a channel's events: its stored changes, as the facts they are. */
import { changeEvent } from '../core/messages/changes.ts'
import type { Clock, Store } from '../core/ports.ts'
import type { FeedPorts } from '../fanout/feed.ts'

/** How many changes are read at once. */
const page = 500

export function rereadFrom(store: Store, clock: Pick<Clock, 'now'>): FeedPorts['reread'] {
  return async (id, afterPosition) => {
    const access = await store.channels.access({ id }, null, clock.now())
    if (access === null) return []
    const { changes } = await store.messages.changedSince(id, afterPosition, page)
    return changes.map((change) => changeEvent(access.channel, change))
  }
}
