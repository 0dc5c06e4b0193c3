/** A client of a user has gone. The last one takes along a guest, and the name that was not the account. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { memberLeft } from '../channels/facts.ts'
import { defineCommand, type Context } from '../command.ts'
import { channelRef, type Audience, type ChatEvent } from '../events.ts'
import { reasonText } from '../input.ts'
import type { User } from '../types.ts'
import { peersOf } from './access.ts'

export const signOut = defineCommand({
  name: 'user.sign-out',
  who: 'user',
  cost: 0,
  /** The last words, shown to those who share a channel. */
  input: z.object({ reason: reasonText }),
  async run(context, input) {
    const { id, name, address } = context.actor
    const log = { routine: true, userName: name, address }
    const user = await context.store.users.byId(id)
    if (user === null) return { result: null, log }
    await context.store.users.touch(id, address, context.now)
    if (context.roster.isOnline(id)) return { result: null, log }
    const events = await departure(context, user, input.reason)
    // Another client may have come meanwhile: then nobody has gone.
    if (context.roster.isOnline(id)) return { result: null, log }
    if (user.kind === 'guest') await context.store.users.removeGuest(id)
    else if (user.account !== null && user.name !== user.account) {
      await context.store.users.rename(id, user.account)
      if (context.roster.isOnline(id)) return { result: null, events: [await renamed(context, user)], log }
    }
    return { result: null, events, log }
  },
})

/** Whoever came under the name that was just given back hears of it. */
async function renamed(context: Context, user: User): Promise<ChatEvent> {
  const audience = await peersOf(context, user.id)
  const name = user.account ?? user.name
  return { type: 'user.renamed', audience, at: context.now, user: personOf(user), name }
}

async function departure(context: Context, user: User, reason: string | null): Promise<readonly ChatEvent[]> {
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
