/** Gives a channel another name; everybody stays in it. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference, demandReason, reasonText } from '../input.ts'
import { governedChannelFor } from './access.ts'
import { demandValidChannelName } from './names.ts'

export const renameChannel = defineCommand({
  name: 'channel.rename',
  who: 'user',
  cost: 2,
  input: z.object({ channel: channelReference, name: z.string().max(200), reason: reasonText }),
  async run(context, input) {
    const { channel } = await governedChannelFor(context, input.channel, 'owner')
    demandReason(input.reason, context.policy.limits.reasonLength)
    const name = demandValidChannelName(input.name)
    await context.store.channels.rename(channel.id, name)
    const audience = [{ to: 'channel', channel: channel.id }] as const
    const fact = { audience, at: context.now, channel: channelRef(channel), by: actorName(context.actor) }
    return {
      result: { channel: { ...channel, name } },
      events: [{ ...fact, type: 'channel.renamed', name, reason: input.reason }],
      log: { channel: channel.id, name },
    }
  },
})
