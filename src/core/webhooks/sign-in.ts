/** A program shows the secret of a webhook's address, and speaks as the webhook's bot in its channel. */
import { z } from 'zod'
import { digest } from '../../lib/digest.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { demandNotSanctioned } from '../users/access.ts'
import { demandVisitor, signedIn } from '../users/signed-in.ts'

export const signInByWebhook = defineCommand({
  name: 'webhook.sign-in',
  who: 'anyone',
  cost: 1,
  input: z.object({ secret: z.string().max(4096, 'that is too long for the address of a webhook') }),
  /** The secret has 256 random bits: there is nothing to guess, and nothing that attempts would have to slow down. */
  async run(context, { secret }) {
    const visitor = demandVisitor(context.actor)
    const found = await context.store.webhooks.incomingByDigest(digest(secret))
    if (found === null) throw new ChatError('no-such-webhook', {})
    await demandNotSanctioned(context, found.bot)
    return { result: { actor: signedIn(visitor, found.bot).actor, channel: found.webhook.channel } }
  },
})
