/** Makes a channel; whoever makes it owns it. */
import { z } from 'zod'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import type { UserActor } from '../actor.ts'
import type { ChannelId } from '../types.ts'
import { ownUser, userRef } from '../users/access.ts'
import { memberJoined } from './facts.ts'
import { demandValidChannelName } from './names.ts'
import { defaultSettings, privateSettings } from './settings.ts'

export const createChannel = defineCommand({
  name: 'channel.create',
  who: 'user',
  cost: 3,
  input: z.object({ name: z.string().max(200), kind: z.enum(['public', 'private']).default('public') }),
  async run(context, input) {
    const { id } = context.actor
    const name = demandValidChannelName(input.name)
    await demandCreation(context)
    const channel = await context.store.channels.create({
      id: context.newId<ChannelId>(),
      kind: input.kind,
      name,
      settings: input.kind === 'private' ? privateSettings : defaultSettings,
      createdAt: context.now,
      owner: id,
    })
    const user = await ownUser(context, id)
    return {
      result: { channel },
      events: [
        {
          type: 'channel.created',
          audience: [{ to: 'user', user: id }],
          at: context.now,
          channel: channelRef(channel),
          by: userRef(user),
        },
        memberJoined({ channel, user, role: 'owner', at: context.now, present: true }),
      ],
      log: { channel: channel.id, name },
    }
  },
})

/** Refuses whoever may make no channel, and whoever could not be in it: none is made for nothing. */
export async function demandCreation(context: Context<UserActor>): Promise<void> {
  await demandMaker(context)
  const joined = await context.store.memberships.ofUser(context.actor.id)
  const counting = joined.filter(({ channel }) => channel.kind !== 'direct' && channel.archivedAt === null)
  const limit = context.policy.limits.channelsPerUser
  if (counting.length >= limit) throw new ChatError('too-many-channels', { limit })
}

async function demandMaker(context: Context<UserActor>): Promise<void> {
  const user = await ownUser(context, context.actor.id)
  if (context.policy.channelCreation === 'anyone') return
  if (user.kind === 'guest')
    throw new ChatError('bad-input', { problem: 'guests cannot create channels; register first' })
  if (context.policy.channelCreation === 'operators' && user.role === 'none')
    throw new ChatError('operator-only', {})
}
