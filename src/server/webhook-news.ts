/** What a webhook has still to be told: what was said after its position and what has changed, as the facts of the API. */
import type { PositionedEvent } from '../core/events.ts'
import { channelRef } from '../core/events.ts'
import { changeEvent } from '../core/messages/changes.ts'
import type { Clock, Store } from '../core/ports.ts'
import type { Changes } from '../core/store-port.ts'
import type { Channel, Message, OutgoingKind, OutgoingWebhook } from '../core/types.ts'
import { isBot } from '../core/users/cloak.ts'
import type { LinePorts, News } from '../effects/webhooks/line.ts'
import { factOf } from '../protocols/api/encode/events.ts'
import { saidWhole } from '../protocols/api/encode/said.ts'

/** How many are read at once. */
const page = 50

interface Placed {
  readonly place: number
  readonly event: PositionedEvent & { readonly message: Message }
}

/**
 * A message is told at its own place, as it is by then; an edit or a deletion at the place it took. So what was told of once
 * is never told again, wherever a restart cuts in.
 */
export function newsFrom(store: Store, clock: Pick<Clock, 'now'>): LinePorts['next'] {
  return async (webhook, position) => {
    const { channel: id, events } = webhook
    const access = await store.channels.access({ id }, null, clock.now())
    if (access === null) return []
    // Read first: it says up to where it is complete, and what is said meanwhile lies behind that.
    const changed = await changesFor(store, webhook, position)
    const sent = events.includes('message.sent') ? await sentAfter(store, webhook, position) : []
    const last = sent.length < page ? null : (sent.at(-1)?.position ?? null)
    const upTo = Math.min(changed?.position ?? Infinity, last ?? Infinity)
    const found = [
      ...sent.map((message) => sentNews(access.channel, message)),
      ...changedNews(access.channel, changed, events),
    ]
    const due = found.filter(({ place }) => place <= upTo).toSorted((one, other) => one.place - other.place)
    return [...due.map((one) => newsOf(webhook, one)), ...passedOver(due, upTo, position)]
  }
}

function sentAfter(
  store: Store,
  { channel }: OutgoingWebhook,
  position: number,
): Promise<readonly Message[]> {
  const after = { position }
  return store.messages.range({ channel, after, before: null, spokenOnly: true, keep: 'oldest', limit: page })
}

/** `null`: edits and deletions are not asked for. */
async function changesFor(
  store: Store,
  { channel, events }: OutgoingWebhook,
  position: number,
): Promise<Changes | null> {
  if (events.every((kind) => kind === 'message.sent')) return null
  return store.messages.changedSince(channel, position, page)
}

function sentNews(channel: Channel, message: Message): Placed {
  const about = { audience: [], at: message.sentAt, channel: channelRef(channel), message }
  return {
    place: message.position,
    event: { type: 'message.sent', ...about, inReplyTo: null, clientTag: null },
  }
}

function changedNews(
  channel: Channel,
  changed: Changes | null,
  events: readonly OutgoingKind[],
): readonly Placed[] {
  return (changed?.changes ?? []).flatMap((change) => {
    if (change.kind !== 'message') return []
    const event = changeEvent(channel, change)
    const isWanted =
      (event.type === 'message.edited' || event.type === 'message.deleted') && events.includes(event.type)
    return isWanted ? [{ place: change.position, event }] : []
  })
}

/** Bots are passed over: a receiver that answers by one would talk to itself without end. */
function newsOf({ id: webhook }: OutgoingWebhook, { place, event }: Placed): News {
  const id = `${webhook}-${place}`
  if (isBot(event.message.author)) return { place, id, body: null }
  const fact = event.type === 'message.sent' ? saidWhole(event) : factOf(event)
  return { place, id, body: JSON.stringify({ id, ...fact }) }
}

/** What lies behind the last of them and is not for a webhook: it need not be looked at again. */
function passedOver(due: readonly Placed[], upTo: number, position: number): readonly News[] {
  const reached = due.at(-1)?.place ?? position
  return upTo === Infinity || upTo <= reached ? [] : [{ place: upTo, id: '', body: null }]
}
