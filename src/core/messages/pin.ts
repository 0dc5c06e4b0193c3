/** Keeps a message in sight of everybody in its channel, or lets it go again: for moderators, and both sides of a private conversation. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { demandNotMuted, demandOpen, governs, memberChannelFor, shownName } from '../channels/access.ts'
import { defineCommand, type Context, type Done } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef, type EventOf } from '../events.ts'
import { channelReference, messageReference } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { Channel } from '../types.ts'
import { messageIn } from './access.ts'

/** Of one channel: what is to be found must be few. */
const mostPins = 100

const pinInput = z.object({ channel: channelReference, message: messageReference })

export const pinMessage = defineCommand({
  name: 'message.pin',
  who: 'user',
  cost: 1,
  input: pinInput,
  async run(context, input) {
    const { channel, pin } = await pinFor(context, input)
    const position = await context.store.messages.pin(pin, mostPins)
    if (position === null) return { result: { fresh: false } }
    return { result: { fresh: true }, ...told(channel, { ...pin, position, pinned: true }) }
  },
})

export const unpinMessage = defineCommand({
  name: 'message.unpin',
  who: 'user',
  cost: 1,
  input: pinInput,
  async run(context, input) {
    const { channel, pin } = await pinFor(context, input)
    const position = await context.store.messages.unpin(pin)
    if (position === null) return { result: { removed: false } }
    return { result: { removed: true }, ...told(channel, { ...pin, position, pinned: false }) }
  },
})

export const listPinned = defineCommand({
  name: 'message.list-pinned',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  /** What was pinned last comes first. */
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    return { result: { channel, pinned: await context.store.messages.pinned(channel.id) } }
  },
})

/** What the actor is about to do to that message, and where. */
async function pinFor(context: Context<UserActor>, input: z.output<typeof pinInput>) {
  const access = await pinnableChannelFor(context, input.channel)
  const { id } = await messageIn(context, access, input.message)
  return { channel: access.channel, pin: { message: id, by: personOf(context.actor), at: context.now } }
}

async function pinnableChannelFor(context: Context<UserActor>, written: string): Promise<ChannelAccess> {
  const access = await memberChannelFor(context, written)
  const { channel } = access
  demandOpen(channel)
  demandNotMuted(access)
  if (channel.kind !== 'direct' && !(await governs(context, access, 'moderator')))
    throw new ChatError('channel-role-required', { channel: shownName(channel), role: 'moderator' })
  return access
}

type Pinned = Omit<EventOf<'message.pinned'>, 'type' | 'audience' | 'channel'>

function told(channel: Channel, fact: Pinned): Pick<Done<unknown>, 'events' | 'log'> {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  return {
    events: [{ type: 'message.pinned', audience, channel: channelRef(channel), ...fact }],
    log: { routine: true, message: fact.message, channel: channel.id },
  }
}
