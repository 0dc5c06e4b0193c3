/** What goes with the last client of a user: a guest, the name that was not the account; and the facts that tell it. */
import { personOf } from '../actor.ts'
import { memberLeft } from '../channels/facts.ts'
import type { Context } from '../command.ts'
import { channelRef, type Audience, type ChatEvent } from '../events.ts'
import type { User } from '../types.ts'
import { peersOf } from './access.ts'

export type Departing = Pick<Context, 'store' | 'roster' | 'now'>

/** For somebody who is nowhere any more. */
export async function departure(
  context: Departing,
  user: User,
  reason: string | null,
): Promise<readonly ChatEvent[]> {
  const { roster, store } = context
  const { id } = user
  const events = await parting(context, user, reason)
  // Another client may have come meanwhile: then nobody has gone.
  if (roster.isHere(id)) return []
  if (user.kind === 'guest') await store.users.removeGuest(id)
  else if (user.account !== null && user.name !== user.account) {
    await store.users.rename(id, user.account)
    if (roster.isHere(id)) return [await renamed(context, user)]
  }
  return events
}

/** Whoever came under the name that was just given back hears of it. */
async function renamed(context: Departing, user: User): Promise<ChatEvent> {
  const audience = await peersOf(context, user.id)
  const name = user.account ?? user.name
  return { type: 'user.renamed', audience, at: context.now, user: personOf(user), name }
}

async function parting(context: Departing, user: User, reason: string | null): Promise<readonly ChatEvent[]> {
  const joined = (await context.store.memberships.ofUser(user.id)).filter(
    ({ channel }) => channel.kind !== 'direct',
  )
  const guest = user.kind === 'guest'
  const audience = joined.map(({ channel }): Audience => ({ to: 'channel', channel: channel.id }))
  const person = personOf(user)
  const at = context.now
  const left = { user: person, removedBy: null, reason: null, until: null, gone: true, at }
  return [
    { type: 'user.departed', audience, at, user: person, displayName: user.displayName, guest, reason },
    ...(guest ? joined.map(({ channel }) => memberLeft({ channel: channelRef(channel), ...left })) : []),
  ]
}
