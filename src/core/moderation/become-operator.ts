/** A user takes on the powers of a moderator for as long as the connection lasts, by a name and password of the configuration (IRC's OPER). */
import { z } from 'zod'
import { isSameSecret } from '../../lib/digest.ts'
import { actorLabel, type UserActor } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'

export const becomeOperator = defineCommand({
  name: 'user.become-operator',
  who: 'user',
  cost: 2,
  input: z.object({ name: z.string().max(200), password: z.string().max(1000) }),
  async run(context, input) {
    const { actor, attempts, now, policy, log } = context
    const attempt = {
      address: actor.address,
      name: `operator ${input.name}`,
      now,
      limited: policy.limits.slowsAttempts,
    }
    attempts.begin(attempt)
    const known = policy.operators.find(({ name }) => name === input.name)
    if (known === undefined || !isSameSecret(known.password, input.password)) {
      log.warn({ operator: input.name.slice(0, 64), address: actor.address }, 'operator sign-in failed')
      throw new ChatError('wrong-password', {})
    }
    attempts.succeeded(attempt)
    const entry = { at: now, by: actorLabel(actor), action: 'user.become-operator', subject: known.name }
    await context.store.audit.append({ ...entry, reason: null, details: null })
    const operator: UserActor = { ...actor, moderates: true }
    return { result: { actor: operator }, log: { user: actor.id, operator: known.name } }
  },
})
