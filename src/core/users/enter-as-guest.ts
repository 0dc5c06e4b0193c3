/** A visitor comes in without registering, where the configuration allows it. */
import { z } from 'zod'
import { randomWord } from '../../lib/digest.ts'
import { channelsToJoin } from '../channels/defaults.ts'
import { memberJoined } from '../channels/facts.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UserId } from '../types.ts'
import { userRef } from './access.ts'
import { guestPrefix } from './names.ts'
import { demandVisitor, signedIn } from './signed-in.ts'

const guestName = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,20}$/, 'a guest name is 1 to 20 letters, digits or _')
  .nullish()

export const enterAsGuest = defineCommand({
  name: 'user.enter-as-guest',
  who: 'anyone',
  cost: 2,
  /** What stands after `guest-`; chosen at random when absent. */
  input: z.object({ name: guestName }),
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    if (!context.policy.guests) throw new ChatError('guests-not-allowed', {})
    const kick = await context.store.sanctions.coveringAddress(visitor.address, 'kick', context.now)
    if (kick?.expiresAt != null) throw new ChatError('kicked', { until: kick.expiresAt, reason: kick.reason })
    const { limits, defaultChannels } = context.policy
    context.attempts.takeRegistration(visitor.address, {
      perHour: limits.registrationsPerHour,
      now: context.now,
    })

    const { user, joined } = await context.store.users.create({
      id: context.newId<UserId>(),
      name: guestPrefix + (input.name ?? randomWord(3).replaceAll(/[-_]/g, '0')),
      kind: 'guest',
      passwordHash: null,
      address: visitor.address,
      createdAt: context.now,
      channels: await channelsToJoin(context, defaultChannels),
      inviteDigest: null,
    })
    return {
      result: signedIn(visitor, user),
      events: joined.map((channel) =>
        memberJoined({ channel, user: userRef(user), role: 'member', at: context.now }),
      ),
      log: { user: user.id, userName: user.name, address: visitor.address },
    }
  },
})
