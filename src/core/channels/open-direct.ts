/** The private conversation with somebody: found, or made with both as members. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { nameReference } from '../input.ts'
import type { ChannelId } from '../types.ts'
import { ChatError } from '../errors.ts'
import type { User } from '../types.ts'
import { ownUser, userFor, userRef } from '../users/access.ts'
import { memberJoined } from './facts.ts'

export const openDirect = defineCommand({
  name: 'channel.open-direct',
  who: 'user',
  cost: 0,
  input: z.object({ user: nameReference }),
  async run(context, input) {
    const other = await userFor(context, input.user)
    const self = await ownUser(context, context.actor.id)
    await demandReachable(context, self, other)
    // Whoever writes first takes the answer.
    if (self.settings.accountsOnly && other.account === null)
      await context.store.users.setAccepted(self.id, other.id, true)
    const between = [userRef(self), userRef(other)] as const
    const made = { id: context.newId<ChannelId>(), at: context.now }
    const { channel, created } = await context.store.channels.openDirect(between, made)
    const members = other.id === self.id ? [self] : [self, other]
    const events = members.map((user) => ({
      ...memberJoined({ channel, user, role: 'member', at: context.now }),
      audience: [{ to: 'user', user: user.id } as const],
    }))
    return {
      result: { channel, other: userRef(other), awayText: other.awayText },
      events: created ? events : [],
    }
  },
})

/** Refuses where somebody takes private messages only from people with an account, or whom they have accepted. */
async function demandReachable(context: Context<UserActor>, self: User, other: User): Promise<void> {
  if (!other.settings.accountsOnly || self.account !== null || self.id === other.id) return
  if (!(await context.store.users.accepts(other.id, self.id)))
    throw new ChatError('accounts-only', { name: other.name })
}
