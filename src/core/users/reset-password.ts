/** The operator gives a user a new password; all clients of that user are signed out. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import { record } from '../moderation/audit.ts'
import { userFor, userRef } from './access.ts'
import { demandPasswordLength, hashPassword, newPassword } from './passwords.ts'

export const resetPassword = defineCommand({
  name: 'user.reset-password',
  who: 'console',
  cost: 0,
  input: z.object({ name: nameReference, password: newPassword }),
  async run(context, input) {
    const user = await userFor(context, input.name)
    if (user.kind !== 'person')
      throw new ChatError('bad-input', { problem: `a ${user.kind} has no password` })
    demandPasswordLength(context, input.password)
    const password = await hashPassword(context, input.password)
    await record(context, { action: 'user.reset-password', subject: user.name })
    await context.store.users.setPassword(user.id, { ...password, keep: null, changes: null })
    return {
      result: { name: user.name },
      events: [
        {
          type: 'password.changed',
          audience: [{ to: 'user', user: user.id }],
          at: context.now,
          user: userRef(user),
          by: actorName(context.actor),
          keep: null,
          keepToken: null,
        },
      ],
    }
  },
})
