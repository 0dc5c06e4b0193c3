/** A bot goes for good: its channels are told, and whoever came by a token of its is disconnected. What it said stays. */
import { personOf, type UserActor } from '../actor.ts'
import { memberLeft } from '../channels/facts.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef, type Audience, type ChatEvent } from '../events.ts'
import type { JoinedChannel } from '../store-port.ts'
import { tokensRevoked } from '../tokens/facts.ts'
import type { User } from '../types.ts'

export async function removeBotUser(context: Context<UserActor>, bot: User): Promise<readonly ChatEvent[]> {
  const { store, now } = context
  const joined = (await store.memberships.ofUser(bot.id)).filter(({ channel }) => channel.kind !== 'direct')
  const tokens = await store.tokens.ofUser(bot.id, now)
  if (!(await store.bots.remove(bot.id))) throw new ChatError('no-such-bot', { name: bot.name })
  await store.uploads.setAvatar(bot.id, null, now)
  const ended = tokensRevoked(
    context,
    tokens.map(({ id }) => id),
    bot,
  )
  return [...departure(context, bot, joined), ...ended]
}

function departure(
  { roster, now: at }: Context,
  bot: User,
  joined: readonly JoinedChannel[],
): readonly ChatEvent[] {
  const user = personOf(bot)
  const gone = roster.isOnline(bot.id)
  const audience = joined.map(({ channel }): Audience => ({ to: 'channel', channel: channel.id }))
  const { displayName } = bot
  const left = { user, removedBy: null, reason: null, until: null, gone, at }
  const channels = joined.map(({ channel }) => memberLeft({ channel: channelRef(channel), ...left }))
  const departed = {
    type: 'user.departed',
    audience,
    at,
    user,
    displayName,
    guest: true,
    reason: null,
  } as const
  return gone ? [departed, ...channels] : channels
}
