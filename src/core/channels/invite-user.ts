/** Lets somebody into a channel that would not take them otherwise. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, nameReference } from '../input.ts'
import { userFor, userRef } from '../users/access.ts'
import { demandOpen, governedChannelFor, memberChannelFor, shownName } from './access.ts'

export const inviteUser = defineCommand({
  name: 'channel.invite',
  who: 'user',
  cost: 2,
  input: z.object({ channel: channelReference, user: nameReference }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    demandOpen(channel)
    if (channel.kind === 'direct' || channel.settings.inviteOnly)
      await governedChannelFor(context, input.channel, 'moderator')
    const invited = await userFor(context, input.user)
    const { store, now } = context
    const theirs = await store.channels.access({ id: channel.id }, invited.id, now)
    if (theirs?.membership != null)
      throw new ChatError('already-in-channel', { name: invited.name, channel: shownName(channel) })
    const by = { id: context.actor.id, name: context.actor.name }
    await store.channels.addInvitation(channel.id, invited.id, { by: by.id, at: now })
    return {
      result: { channel, user: userRef(invited) },
      events: [
        {
          type: 'member.invited',
          audience: [
            { to: 'user', user: invited.id },
            { to: 'channel', channel: channel.id },
          ],
          at: now,
          channel: channelRef(channel),
          user: userRef(invited),
          by,
        },
      ],
      log: { channel: channel.id, invited: invited.id },
    }
  },
})
