/** Puts somebody out of a channel, for a time if seconds are given. IRC's KICK. */
import { z } from 'zod'
import { actorName, personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, demandReason, nameReference, reasonText, seconds } from '../input.ts'
import { userFor, userRef } from '../users/access.ts'
import { governedChannelFor, shownName } from './access.ts'
import { demandOutranks } from './members.ts'
import { memberLeft } from './facts.ts'

export const removeMember = defineCommand({
  name: 'channel.remove-member',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    user: nameReference,
    seconds: seconds.nullish(),
    reason: reasonText,
  }),
  async run(context, input) {
    const access = await governedChannelFor(context, input.channel, 'halfop')
    const { channel } = access
    demandReason(input.reason, context.policy.limits.reasonLength)
    const user = await userFor(context, input.user)
    await demandOutranks(context, access, user)
    const until = input.seconds == null ? null : context.now + input.seconds * 1000
    const by = actorName(context.actor)
    if (until !== null) {
      const mask = {
        list: 'ban',
        mask: user.account ?? user.name,
        by,
        createdAt: context.now,
        expiresAt: until,
      } as const
      await context.store.channels.addMask(channel.id, mask)
    }
    if (!(await context.store.memberships.remove(channel.id, user.id))) {
      throw new ChatError('not-in-channel', { name: user.name, channel: shownName(channel) })
    }
    const left = {
      channel: channelRef(channel),
      user: personOf(user),
      removedBy: by,
      reason: input.reason,
      until,
      gone: false,
      at: context.now,
    }
    return {
      result: { channel, user: userRef(user), until },
      events: [memberLeft(left)],
      log: { channel: channel.id, removed: user.id },
    }
  },
})
