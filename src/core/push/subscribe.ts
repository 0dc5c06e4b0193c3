/** A browser that stays signed in lets itself be called through its push service, until it is signed out. */
import { z } from 'zod'
import { urlProblem } from '../../lib/public-address.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { demandPush, demandToken } from './access.ts'

const most = 20

/** Base64url of so many bytes; some browsers pad it. */
function bytes(count: number, problem: string) {
  return z
    .string()
    .max(200)
    .transform((text) => text.replace(/=+$/, ''))
    .refine((text) => /^[\w-]+$/.test(text) && Buffer.from(text, 'base64url').length === count, problem)
}

export const subscribePush = defineCommand({
  name: 'push.subscribe',
  who: 'user',
  cost: 2,
  /** What the browser's `PushSubscription` says as JSON. */
  input: z.object({
    endpoint: z.string().max(2048, 'that is too long for an endpoint'),
    keys: z.object({
      p256dh: bytes(65, 'that is not a key of a browser').refine(
        (text) => Buffer.from(text, 'base64url')[0] === 4,
        'that is not a key of a browser',
      ),
      auth: bytes(16, 'that is not a secret of a browser'),
    }),
  }),
  async run(context, { endpoint, keys }) {
    demandPush(context)
    const token = demandToken(context)
    const problem = urlProblem(endpoint, context.policy.pushHosts)
    if (problem !== null) throw new ChatError('bad-input', { problem: `endpoint: ${problem}` })
    const { actor, store, now: createdAt } = context
    await store.push.add({ user: actor.id, token, endpoint, keys, createdAt, limit: most })
    return { result: { token }, log: { tokenId: token, address: actor.address } }
  },
})
