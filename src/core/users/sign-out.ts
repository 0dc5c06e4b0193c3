/** A client of a user has gone. The last one takes along a guest, and the name that was not the account. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { memberLeft } from '../channels/facts.ts'
import { defineCommand, type Context } from '../command.ts'
import { channelRef, type Audience, type ChatEvent } from '../events.ts'
import { reasonText } from '../input.ts'
import type { User } from '../types.ts'

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
    if (user.kind === 'guest') await context.store.users.removeGuest(id)
    else if (user.account !== null && user.name !== user.account)
      await context.store.users.rename(id, user.account)
    return { result: null, events, log }
  },
})

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
