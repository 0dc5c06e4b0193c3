/** Lifts a ban or a running kick of a user, or the ban of an address or network. */
import { z } from 'zod'
import { parseNetwork } from '../../lib/network.ts'
import { actorLabel, actorName, type OperatorActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { EventOf } from '../events.ts'
import { nameReference } from '../input.ts'
import { userFor } from '../users/access.ts'
import { addressAudience, demandAdmin } from './access.ts'
import { record } from './audit.ts'

export const unban = defineCommand({
  name: 'user.unban',
  who: 'operator',
  cost: 1,
  input: z.object({ subject: nameReference }),
  async run(context, input) {
    const network = parseNetwork(input.subject)
    const lifted =
      network === null ? await unbanUser(context, input.subject) : await unbanNetwork(context, network.text)
    const by = actorName(context.actor)
    return {
      result: { subject: lifted.subject },
      events: [{ type: 'sanction.lifted', at: context.now, by, ...lifted }],
    }
  },
})

type Lifted = Pick<EventOf<'sanction.lifted'>, 'subject' | 'audience'>

async function unbanNetwork(context: Context<OperatorActor>, network: string): Promise<Lifted> {
  demandAdmin(context.actor)
  await record(context, { action: 'address.unban', subject: network })
  demandSome(await context.store.sanctions.liftNetwork(network, stamp(context)), network)
  return { subject: network, audience: addressAudience(context.actor) }
}

async function unbanUser(context: Context<OperatorActor>, name: string): Promise<Lifted> {
  const user = await userFor(context, name)
  await record(context, { action: 'user.unban', subject: user.name })
  demandSome(await context.store.sanctions.liftUser(user.id, ['ban', 'kick'], stamp(context)), user.name)
  return { subject: user.name, audience: [{ to: 'operators' }] }
}

function stamp(context: Context<OperatorActor>) {
  return { by: actorLabel(context.actor), at: context.now }
}

function demandSome(count: number, subject: string): void {
  if (count === 0) throw new ChatError('no-such-sanction', { subject })
}
