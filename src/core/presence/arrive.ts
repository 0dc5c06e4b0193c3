/** A client has been signed in: who it acts for, the channels it belongs to and where each stands, whether it may write; the first client of a user is told to others. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { defineCommand } from '../command.ts'
import type { ChatEvent } from '../events.ts'
import type { JoinedChannel } from '../store-port.ts'
import type { User } from '../types.ts'
import { demandNotKeptOut, demandStillSignedIn, ownUser, sanctionsOn } from '../users/access.ts'
import { memberArrivals } from './arrivals.ts'

export const arrive = defineCommand({
  name: 'presence.arrive',
  who: 'user',
  cost: 0,
  input: z.object({
    /** Whether no other client of the user was on this node: the hub knows. */
    first: z.boolean(),
    /** Channels in which this very person was seen already, as the guest they were; absent: they were not here. */
    seenIn: z.array(z.string()).nullish(),
  }),
  async run(context, input) {
    const { id } = context.actor
    const [user, joined] = await Promise.all([ownUser(context, id), context.store.memberships.ofUser(id)])
    // A kick, a ban, a new password or a revoked token between the sign-in and now found no client to close: it is met here.
    const sanctions = await sanctionsOn(context, user)
    demandNotKeptOut(sanctions)
    await demandStillSignedIn(context, user)
    // The name may have gone back to the account since the sign-in, with the client that was here before.
    const actor: UserActor = { ...context.actor, ...personOf(user) }
    const mute = sanctions.find(({ kind }) => kind === 'mute') ?? null
    const result = { actor, joined, mute }
    if (!input.first || !(await context.roster.arrived(user.id))) return { result }
    const { seenIn } = input
    if (seenIn == null) return { result, events: arrivals(user, joined, context.now) }
    const unseen = joined.filter(({ channel }) => !seenIn.includes(channel.id))
    return { result, events: memberArrivals(user, unseen, context.now) }
  },
})

function arrivals(user: User, joined: readonly JoinedChannel[], at: number): readonly ChatEvent[] {
  const { displayName, settings } = user
  return [
    { type: 'user.arrived', audience: [], at, user: personOf(user), displayName, settings },
    ...memberArrivals(user, joined, at),
  ]
}
