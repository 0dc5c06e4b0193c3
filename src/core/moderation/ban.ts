/** Keeps a user, an address or a network out until the ban is lifted. */
import { z } from 'zod'
import { parseNetwork } from '../../lib/network.ts'
import type { OperatorActor } from '../actor.ts'
import { actorLabel, actorName } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChatEvent, UserBanned } from '../events.ts'
import { nameReference, reasonText } from '../input.ts'
import type { SanctionId, SanctionSubject } from '../types.ts'
import { userRef } from '../users/access.ts'
import { addressAudience, demandAdmin, outrankedUserFor, withBots } from './access.ts'
import { record } from './audit.ts'

/** A network wider than this would lock out whole countries: surely a slip. */
const widest = { ipv4: 8, ipv6: 16 }

export const ban = defineCommand({
  name: 'user.ban',
  who: 'operator',
  cost: 1,
  /** A user's name, an address, or a network as `203.0.113.0/24`. */
  input: z.object({ subject: nameReference, reason: reasonText }),
  async run(context, input) {
    const network = parseNetwork(input.subject)
    return network === null
      ? banUser(context, input.subject, input.reason)
      : banNetwork(context, network.text, input.reason)
  },
})

async function banUser(context: Context<OperatorActor>, name: string, reason: string | null) {
  const user = await outrankedUserFor(context, name)
  if (user.kind === 'guest')
    throw new ChatError('bad-input', { problem: 'a guest has no lasting name: ban the address instead' })
  await record(context, { action: 'user.ban', subject: user.name, reason })
  await store(context, { type: 'user', user: userRef(user) }, reason)
  const event: UserBanned = {
    type: 'user.banned',
    audience: [{ to: 'user', user: user.id }, { to: 'operators' }],
    at: context.now,
    user: userRef(user),
    by: actorName(context.actor),
    reason,
  }
  return { result: { subject: user.name }, events: await withBots(context, event) }
}

async function banNetwork(context: Context<OperatorActor>, network: string, reason: string | null) {
  demandAdmin(context.actor)
  demandNarrow(network)
  await record(context, { action: 'address.ban', subject: network, reason })
  await store(context, { type: 'network', network }, reason)
  const event: ChatEvent = {
    type: 'address.banned',
    audience: addressAudience(context.actor),
    at: context.now,
    network,
    by: actorName(context.actor),
    reason,
  }
  return { result: { subject: network }, events: [event] }
}

async function store(
  context: Context<OperatorActor>,
  subject: SanctionSubject,
  reason: string | null,
): Promise<void> {
  const id = context.newId<SanctionId>()
  const by = actorLabel(context.actor)
  await context.store.sanctions.add({
    id,
    kind: 'ban',
    subject,
    reason,
    by,
    createdAt: context.now,
    expiresAt: null,
  })
}

function demandNarrow(network: string): void {
  const bits = Number(network.slice(network.indexOf('/') + 1))
  const fewest = network.includes(':') ? widest.ipv6 : widest.ipv4
  if (bits < fewest)
    throw new ChatError('bad-input', { problem: `${network} is too wide a network; at least /${fewest}` })
}
