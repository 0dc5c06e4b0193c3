/** Lets a user read but not write, for a time or until unmuted. */
import { z } from 'zod'
import { actorLabel, actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference, reasonText, seconds } from '../input.ts'
import type { SanctionId } from '../types.ts'
import { userRef } from '../users/access.ts'
import { outrankedUserFor } from './access.ts'
import { record } from './audit.ts'

export const muteUser = defineCommand({
  name: 'user.mute',
  who: 'operator',
  cost: 1,
  /** Without seconds: until unmuted. */
  input: z.object({ name: nameReference, seconds: seconds.nullish(), reason: reasonText }),
  async run(context, input) {
    const user = await outrankedUserFor(context, input.name)
    const { reason } = input
    const until = input.seconds == null ? null : context.now + input.seconds * 1000
    const details = input.seconds == null ? 'until unmuted' : `${input.seconds} s`
    await record(context, { action: 'user.mute', subject: user.name, reason, details })
    await context.store.sanctions.add({
      id: context.newId<SanctionId>(),
      kind: 'mute',
      subject: { type: 'user', user: userRef(user) },
      reason,
      by: actorLabel(context.actor),
      createdAt: context.now,
      expiresAt: until,
    })
    const audience = [{ to: 'user', user: user.id } as const, { to: 'operators' } as const]
    const by = actorName(context.actor)
    return {
      result: { name: user.name, until },
      events: [{ type: 'user.muted', audience, at: context.now, user: userRef(user), by, reason, until }],
    }
  },
})

export const unmuteUser = defineCommand({
  name: 'user.unmute',
  who: 'operator',
  cost: 1,
  input: z.object({ name: nameReference }),
  async run(context, input) {
    const user = await outrankedUserFor(context, input.name)
    await record(context, { action: 'user.unmute', subject: user.name })
    const lifted = { by: actorLabel(context.actor), at: context.now }
    const count = await context.store.sanctions.liftUser(user.id, ['mute'], lifted)
    if (count === 0) throw new ChatError('no-such-sanction', { subject: user.name })
    const audience = [{ to: 'user', user: user.id } as const, { to: 'operators' } as const]
    const by = actorName(context.actor)
    return {
      result: { name: user.name },
      events: [{ type: 'user.unmuted', audience, at: context.now, user: userRef(user), by }],
    }
  },
})
