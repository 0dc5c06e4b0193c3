/** Gives a member of a channel another role there. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference, nameReference } from '../input.ts'
import { userFor, userRef } from '../users/access.ts'
import { governedChannelFor } from './access.ts'
import { demandOutranks } from './members.ts'
import { channelRoles, isAtLeast } from './roles.ts'

export const setMemberRole = defineCommand({
  name: 'channel.set-member-role',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference, user: nameReference, role: z.enum(channelRoles) }),
  async run(context, input) {
    const needed = isAtLeast(input.role, 'moderator') ? 'owner' : 'moderator'
    const access = await governedChannelFor(context, input.channel, needed)
    const { channel } = access
    const user = await userFor(context, input.user)
    if (user.id !== context.actor.id) await demandOutranks(context, access, user)
    await context.store.memberships.setRole(channel.id, user.id, input.role)
    return {
      result: { channel, user: userRef(user), role: input.role },
      events: [
        {
          type: 'member.role-changed',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          user: userRef(user),
          role: input.role,
          by: actorName(context.actor),
        },
      ],
      log: { channel: channel.id, member: user.id, role: input.role },
    }
  },
})
