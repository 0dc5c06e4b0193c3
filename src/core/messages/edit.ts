/** Changes the text of one's own message. */
import { z } from 'zod'
import { channelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { bodyText, channelReference, messageReference } from '../input.ts'
import type { LinkPreview } from '../types.ts'
import { demandText, demandVoice, messageToChange } from './access.ts'
import { linksIn } from './links.ts'

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
    const before = await messageToChange(context, access, input.message ?? null)
    const { id, author, kind } = before
    if (author.id !== context.actor.id) throw new ChatError('not-your-message', {})
    // A topic is set anew, not edited: everybody would be left with the one before.
    if (kind === 'topic' || kind === 'tags') throw new ChatError('no-such-message', {})
    const previews = stillMeant(before.previews, input.text)
    const message = await context.store.messages.edit(id, { text: input.text, at: context.now, previews })
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

/** What is shown of links that are in the text still; of new ones it is found out later. */
function stillMeant(previews: readonly LinkPreview[], text: string): readonly LinkPreview[] {
  if (previews.length === 0) return previews
  const links = linksIn(text)
  return previews.filter(({ url }) => links.includes(url))
}
