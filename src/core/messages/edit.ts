/** Changes the text of one's own message. */
import { z } from 'zod'
import { channelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { bodyText, channelReference, messageReference } from '../input.ts'
import { demandText, demandVoice, messageToChange } from './access.ts'

export const editMessage = defineCommand({
  name: 'message.edit',
  who: 'user',
  cost: 1,
  /** Without `message`: the caller's newest in the channel. */
  input: z.object({ channel: channelReference, message: messageReference.nullish(), text: bodyText }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    await demandVoice(context, access)
    demandText(input.text, context.policy.limits.messageLength)
    const { id, author, kind } = await messageToChange(context, access, input.message ?? null)
    if (author.id !== context.actor.id) throw new ChatError('not-your-message', {})
    // A topic is set anew, not edited: everybody would be left with the one before.
    if (kind === 'topic' || kind === 'tags') throw new ChatError('no-such-message', {})
    const message = await context.store.messages.edit(id, { text: input.text, at: context.now })
    if (message === null) throw new ChatError('no-such-message', {})
    const { channel } = access
    const audience = [{ to: 'channel', channel: channel.id }] as const
    return {
      result: { message },
      events: [{ type: 'message.edited', audience, at: context.now, channel: channelRef(channel), message }],
      log: { routine: true, message: id, channel: channel.id, bytes: Buffer.byteLength(input.text) },
    }
  },
})
