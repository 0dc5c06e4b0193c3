/** A user takes a new password; every other client of theirs is signed out. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
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
    if (
      !(await context.passwords.verify(input.current, known?.passwordHash ?? null)) ||
      known?.user.id !== actor.id
    ) {
      throw new ChatError('wrong-password', {})
    }
    context.attempts.succeeded(attempt)
    const keepToken = actor.token ?? null
    const changes = known.user.passwordChanges
    const password = { ...(await hashPassword(context, input.password)), keep: keepToken, changes }
    if (!(await context.store.users.setPassword(actor.id, password)))
      throw new ChatError('wrong-password', {})
    const user = { id: actor.id, name: actor.name }
    return {
      result: { actor: { ...actor, passwordChanges: changes + 1 } satisfies UserActor },
      events: [
        {
          type: 'password.changed',
          audience: [{ to: 'user', user: actor.id }],
          at: context.now,
          user,
          by: actor.name,
          keep: actor.client,
          keepToken,
        },
      ],
      log: { address: actor.address },
    }
  },
})
