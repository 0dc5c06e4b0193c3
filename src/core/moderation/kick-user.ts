/** Disconnects a user everywhere and keeps them out for a time. */
import { z } from 'zod'
import { parseNetwork } from '../../lib/network.ts'
import { actorLabel, actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import type { UserKicked } from '../events.ts'
import { nameReference, reasonText, seconds } from '../input.ts'
import type { SanctionId, SanctionSubject, User } from '../types.ts'
import { userRef } from '../users/access.ts'
import { outrankedUserFor, withBots } from './access.ts'
import { record } from './audit.ts'

export const kickUser = defineCommand({
  name: 'user.kick',
  who: 'operator',
  cost: 1,
  /** Without seconds: the configured default. */
  input: z.object({ name: nameReference, seconds: seconds.nullish(), reason: reasonText }),
  async run(context, input) {
    const user = await outrankedUserFor(context, input.name)
    const length = input.seconds ?? context.policy.kickSeconds
    const until = context.now + length * 1000
    const { reason } = input
    await record(context, { action: 'user.kick', subject: user.name, reason, details: `${length} s` })
    for (const subject of subjectsOf(user)) {
      const by = actorLabel(context.actor)
      const id = context.newId<SanctionId>()
      await context.store.sanctions.add({
        id,
        kind: 'kick',
        subject,
        reason,
        by,
        createdAt: context.now,
        expiresAt: until,
      })
    }
    const audience = [{ to: 'user', user: user.id } as const, { to: 'operators' } as const]
    const by = actorName(context.actor)
    const event: UserKicked = {
      type: 'user.kicked',
      audience,
      at: context.now,
      user: userRef(user),
      by,
      reason,
      until,
    }
    return {
      result: { name: user.name, seconds: length, until },
      events: await withBots(context, event),
    }
  },
})

/** A guest has no name to come back under, so the kick also holds for guests from their address. */
function subjectsOf(user: User): readonly SanctionSubject[] {
  const subjects: SanctionSubject[] = [{ type: 'user', user: userRef(user) }]
  const network = user.kind === 'guest' && user.lastAddress !== null ? parseNetwork(user.lastAddress) : null
  if (network !== null) subjects.push({ type: 'network', network: network.text })
  return subjects
}
