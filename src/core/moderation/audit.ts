/** Writes down what an operator is about to do: recorded first, so that nothing is ever done without a trace. */
import type { OperatorActor } from '../actor.ts'
import { actorLabel } from '../actor.ts'
import type { Context } from '../command.ts'
import { demandReason } from '../input.ts'

export interface Deed {
  readonly action: string
  readonly subject?: string | null
  readonly reason?: string | null
  readonly details?: string | null
}

/** Called after everything that can refuse, before anything is changed. */
export async function record(context: Context<OperatorActor>, deed: Deed): Promise<void> {
  demandReason(deed.reason ?? null, context.policy.limits.reasonLength)
  const entry = {
    subject: null,
    reason: null,
    details: null,
    ...deed,
    at: context.now,
    by: actorLabel(context.actor),
  }
  await context.store.audit.append(entry)
  const { at: _, ...fields } = entry
  context.log.info(fields, 'operator action')
}
