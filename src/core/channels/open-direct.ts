/** The private conversation with somebody: found, or made with both as members. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
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
    demandReachable(self, other)
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

/** Whether somebody takes private messages from a person like this one. */
export function demandReachable(self: User, other: User): void {
  const refused = other.settings.accountsOnly && self.account === null && self.id !== other.id
  if (refused) throw new ChatError('accounts-only', { name: other.name })
}
