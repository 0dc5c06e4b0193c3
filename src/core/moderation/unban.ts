/** Lifts a ban or a running kick of a user, or the ban of an address or network. */
import { z } from 'zod'
import { parseNetwork } from '../../lib/network.ts'
import { actorLabel, actorName, type OperatorActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import { userFor } from '../users/access.ts'
import { demandAdmin } from './access.ts'
import { record } from './audit.ts'

export const unban = defineCommand({
  name: 'user.unban',
  who: 'operator',
  cost: 1,
  input: z.object({ subject: nameReference }),
  async run(context, input) {
    const subject = await lift(context, input.subject)
    const event = {
      type: 'sanction.lifted',
      audience: [{ to: 'operators' }],
      at: context.now,
      subject,
      by: actorName(context.actor),
    } as const
    return { result: { subject }, events: [event] }
  },
})

async function lift(context: Context<OperatorActor>, written: string): Promise<string> {
  const lifted = { by: actorLabel(context.actor), at: context.now }
  const network = parseNetwork(written)
  if (network !== null) {
    demandAdmin(context.actor)
    await record(context, { action: 'address.unban', subject: network.text })
    demandSome(await context.store.sanctions.liftNetwork(network.text, lifted), network.text)
    return network.text
  }
  const user = await userFor(context, written)
  await record(context, { action: 'user.unban', subject: user.name })
  demandSome(await context.store.sanctions.liftUser(user.id, ['ban', 'kick'], lifted), user.name)
  return user.name
}

function demandSome(count: number, subject: string): void {
  if (count === 0) throw new ChatError('no-such-sanction', { subject })
}
