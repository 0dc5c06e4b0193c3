/** Gives a member of a channel another role there. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference, nameReference } from '../input.ts'
import type { ChannelRole } from '../types.ts'
import { userFor, userRef } from '../users/access.ts'
import { governedChannelFor } from './access.ts'
import { demandOutranks } from './members.ts'
import { channelRoles } from './roles.ts'

/** Who may give a role: somebody above it. A member is made by whoever outranks them. */
const giver = {
  member: 'halfop',
  voice: 'halfop',
  halfop: 'moderator',
  moderator: 'owner',
  admin: 'owner',
  owner: 'owner',
} as const satisfies Record<ChannelRole, ChannelRole>

export const setMemberRole = defineCommand({
  name: 'channel.set-member-role',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    user: nameReference,
    role: z.enum(channelRoles),
    /** Only if they hold this role: taking another one away changes nothing (IRC's `-v` of somebody with `+o`). */
    from: z.enum(channelRoles).nullish(),
  }),
  async run(context, input) {
    const access = await governedChannelFor(context, input.channel, giver[input.role])
    const { channel } = access
    const user = await userFor(context, input.user)
    const own = user.id === context.actor.id ? (access.membership?.role ?? null) : null
    const before = own ?? (await demandOutranks(context, access, user))
    const result = { channel, user: userRef(user), role: input.role }
    if (before === input.role || (input.from != null && before !== input.from)) return { result }
    await context.store.memberships.setRole(channel.id, user.id, input.role)
    return {
      result,
      events: [
        {
          type: 'member.role-changed',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          user: userRef(user),
          role: input.role,
          before,
          by: actorName(context.actor),
        },
      ],
      log: { channel: channel.id, member: user.id, role: input.role },
    }
  },
})
