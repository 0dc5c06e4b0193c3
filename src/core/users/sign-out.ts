/** A client of a user has gone. The last one of a guest takes the guest along. */
import { z } from 'zod'
import { channelRef } from '../events.ts'
import { memberLeft } from '../channels/facts.ts'
import { defineCommand } from '../command.ts'

export const signOut = defineCommand({
  name: 'user.sign-out',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run(context) {
    const { id, name, address } = context.actor
    const log = { routine: true, userName: name, address }
    const user = await context.store.users.byId(id)
    if (user === null) return { result: null, log }
    await context.store.users.touch(id, address, context.now)
    if (user.kind !== 'guest' || context.roster.isOnline(id)) return { result: null, log }
    const joined = (await context.store.memberships.ofUser(id)).filter(
      ({ channel }) => channel.kind !== 'direct',
    )
    await context.store.users.removeGuest(id)
    const left = { user: { id, name }, removedBy: null, reason: null, until: null, at: context.now }
    return {
      result: null,
      events: joined.map(({ channel }) => memberLeft({ channel: channelRef(channel), ...left })),
      log,
    }
  },
})
