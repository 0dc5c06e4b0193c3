/** Takes away what a message shows of one of its links: for its author, and for moderators of the channel. It does not come back. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { channelFor, governs } from '../channels/access.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, messageReference } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { LinkPreview, MessageId } from '../types.ts'
import { messageIn } from './access.ts'

export const removePreview = defineCommand({
  name: 'message.remove-preview',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    message: messageReference,
    /** As the preview has it. */
    url: z.string().max(4096),
  }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    const { channel } = access
    const { id } = await changeableFor(context, access, input.message)
    const left = await withoutPreview(context, access, { message: id, url: input.url })
    if (left === null) return { result: { removed: false } }
    const audience = [{ to: 'channel', channel: channel.id }] as const
    const about = { audience, at: context.now, channel: channelRef(channel), message: id }
    return {
      result: { removed: true },
      events: [{ type: 'message.previewed', ...about, ...left }],
      log: { routine: true, message: id, channel: channel.id },
    }
  },
})

async function changeableFor(context: Context<UserActor>, access: ChannelAccess, id: MessageId) {
  const message = await messageIn(context, access, id)
  if (message.author.id === context.actor.id) return message
  if (access.channel.kind === 'direct' || !(await governs(context, access, 'moderator')))
    throw new ChatError('not-your-message', {})
  return message
}

/** Whatever happens to the message meanwhile, its newest state is what is changed. */
const attempts = 5

/** What the message shows from then on, and the place of the change; `null`: it showed nothing of that link. */
async function withoutPreview(
  context: Context<UserActor>,
  access: ChannelAccess,
  { message: id, url }: { readonly message: MessageId; readonly url: string },
): Promise<{ readonly position: number; readonly previews: readonly LinkPreview[] } | null> {
  const { store, now: at } = context
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { position: last, removed } = await store.previews.stateOf(id)
    const message = await messageIn(context, access, id)
    const previews = message.previews.filter((preview) => preview.url !== url)
    if (previews.length === message.previews.length) return null
    const since = { editedAt: message.editedAt, position: last }
    const change = { message: id, at, previews, removed: [...removed, url], since }
    const position = await store.previews.set(change)
    if (position !== null) return { position, previews }
  }
  throw new ChatError('busy', {})
}
