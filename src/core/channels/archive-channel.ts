/** Closes a channel for good: its history can be read, nothing more is said in it. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference } from '../input.ts'
import { governedChannelFor } from './access.ts'

export const archiveChannel = defineCommand({
  name: 'channel.archive',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel } = await governedChannelFor(context, input.channel, 'owner')
    await context.store.channels.archive(channel.id, context.now)
    return {
      result: { channel },
      events: [
        {
          type: 'channel.archived',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          by: actorName(context.actor),
        },
      ],
      log: { channel: channel.id },
    }
  },
})
