/** A user takes a new password; every other client of theirs is signed out. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { demandPasswordLength, givenPassword, hashPassword, newPassword } from './passwords.ts'

export const changePassword = defineCommand({
  name: 'user.change-password',
  who: 'user',
  cost: 5,
  input: z.object({ current: givenPassword, password: newPassword }),
  async run(context, input) {
    const { actor } = context
    const attempt = {
      address: actor.address,
      name: actor.account ?? actor.name,
      now: context.now,
      limited: context.policy.limits.slowsAttempts,
    }
    demandPasswordLength(context, input.password)
    context.attempts.begin(attempt)
    const known = await context.store.users.credentials(attempt.name)
    if (!(await context.passwords.verify(input.current, known?.passwordHash ?? null))) {
      throw new ChatError('wrong-password', {})
    }
    context.attempts.succeeded(attempt)
    const { passwordHash, scram } = await hashPassword(context, input.password)
    await context.store.users.setPassword(actor.id, passwordHash, scram)
    const user = { id: actor.id, name: actor.name }
    return {
      result: null,
      events: [
        {
          type: 'password.changed',
          audience: [{ to: 'user', user: actor.id }],
          at: context.now,
          user,
          by: actor.name,
          keep: actor.client,
        },
      ],
      log: { address: actor.address },
    }
  },
})
