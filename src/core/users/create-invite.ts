/** The operator makes a code with which one person may register where registration is by invitation. */
import { z } from 'zod'
import { digest, randomWord } from '../../lib/digest.ts'
import { defineCommand } from '../command.ts'
import { record } from '../moderation/audit.ts'

const validFor = 7 * 86_400_000

export const createInvite = defineCommand({
  name: 'user.create-invite',
  who: 'console',
  cost: 0,
  input: z.object({}),
  async run(context) {
    const code = randomWord(12)
    const expiresAt = context.now + validFor
    await record(context, {
      action: 'user.create-invite',
      details: `valid until ${new Date(expiresAt).toISOString()}`,
    })
    await context.store.users.addInvite(digest(code), expiresAt)
    return { result: { code, expiresAt } }
  },
})
