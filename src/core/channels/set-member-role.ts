/** Gives a member of a channel another role there. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference, nameReference } from '../input.ts'
import type { ChannelRole, Membership } from '../types.ts'
import { userFor, userRef } from '../users/access.ts'
import { governedChannelFor } from './access.ts'
import { demandOutranks } from './members.ts'
import { channelRoles, rank } from './roles.ts'

/** Who may give a role: somebody above it. A member is made by whoever outranks them. */
const giver = {
  member: 'halfop',
  voice: 'halfop',
  halfop: 'moderator',
  moderator: 'owner',
  admin: 'owner',
  owner: 'owner',
} as const satisfies Record<ChannelRole, ChannelRole>

type Place = Pick<Membership, 'role' | 'voiced'>

function placeAfter(
  before: Place,
  { role, how }: { role: ChannelRole; how: 'replace' | 'add' | 'take' },
): Place {
  if (how === 'replace') return { role, voiced: false }
  const isBeside = role === 'voice' && rank(before.role) > rank('voice')
  // What is added takes nothing away.
  if (how === 'add' && !isBeside && rank(before.role) > rank(role)) return before
  if (how === 'add')
    return isBeside
      ? { role: before.role, voiced: true }
      : { role, voiced: before.voiced || before.role === 'voice' }
  if (before.role === role) return { role: before.voiced ? 'voice' : 'member', voiced: false }
  return isBeside ? { role: before.role, voiced: false } : before
}

export const setMemberRole = defineCommand({
  name: 'channel.set-member-role',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    user: nameReference,
    role: z.enum(channelRoles),
    /**
     * `replace` the role they hold. `add` and `take` are IRC's `+v` and `-v`: a voice can stand beside a higher role, and taking
     * what they do not hold changes nothing.
     */
    how: z.enum(['replace', 'add', 'take']).default('replace'),
  }),
  async run(context, input) {
    const access = await governedChannelFor(context, input.channel, giver[input.role])
    const { channel } = access
    const user = await userFor(context, input.user)
    const own = user.id === context.actor.id ? access.membership : null
    const before = own ?? (await demandOutranks(context, access, user))
    const place = placeAfter(before, input)
    const result = { channel, user: userRef(user), role: place.role }
    if (place.role === before.role && place.voiced === before.voiced) return { result }
    await context.store.memberships.setRole(channel.id, user.id, place)
    return {
      result,
      events: [
        {
          type: 'member.role-changed',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          user: userRef(user),
          role: place.role,
          voiced: place.voiced,
          before: { role: before.role, voiced: before.voiced },
          by: actorName(context.actor),
        },
      ],
      log: { channel: channel.id, member: user.id, role: place.role },
    }
  },
})
