/** Ends the server after a warned countdown, or calls the countdown off. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { reasonText } from '../input.ts'
import { record } from '../moderation/audit.ts'

export const shutDown = defineCommand({
  name: 'node.shut-down',
  who: 'console',
  cost: 0,
  /** 0 seconds: now. */
  input: z.object({
    seconds: z
      .int('must be a whole number of seconds')
      .min(0)
      .max(86_400, 'must be at most 86400 seconds (a day)')
      .default(30),
    reason: reasonText,
  }),
  async run(context, input) {
    await record(context, { action: 'node.shut-down', reason: input.reason, details: `${input.seconds} s` })
    const planned = context.shutdown.begin({ seconds: input.seconds, reason: input.reason })
    return { result: { seconds: input.seconds, endsAt: planned.endsAt } }
  },
})

export const cancelShutdown = defineCommand({
  name: 'node.cancel-shutdown',
  who: 'console',
  cost: 0,
  input: z.object({}),
  async run(context) {
    if (context.shutdown.planned === null) throw new ChatError('not-shutting-down', {})
    await record(context, { action: 'node.cancel-shutdown' })
    context.shutdown.cancel(actorName(context.actor))
    return { result: null }
  },
})
