/** Says something to those who are here now, without storing it: typing notices, CTCP, words for a channel's operators only. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { channelFor, shownName } from '../channels/access.ts'
import { channelRoles, isAtLeast } from '../channels/roles.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef, type Audience, type ChatEvent } from '../events.ts'
import { channelReference, clientTags, textLength } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { ChannelRole, MessageId } from '../types.ts'
import { demandVoice } from './access.ts'

const endsOfLines = ['\r', '\n', '\u0000']

export const relayMessage = defineCommand({
  name: 'message.relay',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    kind: z.enum(['text', 'action', 'notice', 'tags']),
    /** One line, as it is: CTCP keeps its control characters. Empty for `tags`. */
    text: z
      .string()
      .max(8192)
      .refine((text) => !endsOfLines.some((end) => text.includes(end)), 'must be one line')
      .default(''),
    tags: clientTags,
    /** Only for members of at least this role. */
    atLeast: z.enum(channelRoles).nullish(),
  }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    const { channel } = access
    await demandVoice(context, access)
    demandLength(input.text, context.policy.limits.messageLength)
    if (channel.settings.noCtcp && input.text.startsWith('\u0001'))
      throw new ChatError('cannot-write', { channel: shownName(channel), problem: 'it takes no CTCP' })
    const id = context.newId<MessageId>()
    const atLeast = input.atLeast ?? null
    const event: ChatEvent = {
      type: 'message.relayed',
      audience:
        atLeast === null
          ? [{ to: 'channel', channel: channel.id }]
          : await membersFrom(context, access, atLeast),
      at: context.now,
      id,
      channel: channelRef(channel),
      author: personOf(context.actor),
      kind: input.kind,
      text: input.text,
      tags: input.tags,
      atLeast,
      ...(context.actor.bot === true ? { fromBot: true } : {}),
    }
    return { result: { id, channel, sentAt: context.now }, events: [event] }
  },
})

function demandLength(text: string, limit: number): void {
  const length = textLength(text)
  if (length > limit) throw new ChatError('message-too-long', { length, limit })
}

/** The author belongs to it, whatever their role: all clients show what was said. */
async function membersFrom(
  context: Context<UserActor>,
  { channel }: ChannelAccess,
  role: ChannelRole,
): Promise<readonly Audience[]> {
  const members = await context.store.memberships.ofChannel(channel.id)
  const reached = members.filter(
    (member) => isAtLeast(member.role, role) || member.user.id === context.actor.id,
  )
  return reached.map(({ user }): Audience => ({ to: 'user', user: user.id }))
}
