/** Who is in a channel, and who of them is here now. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import { memberChannelFor } from './access.ts'

export const listMembers = defineCommand({
  name: 'channel.list-members',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    const members = await context.store.memberships.ofChannel(channel.id)
    return {
      result: {
        channel,
        members: members.map((member) => ({ ...member, online: context.roster.isOnline(member.user.id) })),
      },
    }
  },
})
