/** Ends the server after a warned countdown, or calls the countdown off. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { reasonText } from '../input.ts'
import { record } from '../moderation/audit.ts'

/** Of this node, or of all on the same database. */
const allNodes = z.boolean().default(false)

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
    all: allNodes,
  }),
  async run(context, { seconds, reason, all }) {
    const details = `${seconds} s${all ? ', all nodes' : ''}`
    await record(context, { action: 'node.shut-down', reason, details })
    const planned = context.shutdown.begin({ seconds, reason })
    const by = actorName(context.actor)
    const told = !all || context.node.tellOthers({ is: 'shut-down', seconds, reason, by })
    const others = all ? Math.max(0, context.node.nodes().length - 1) : 0
    return { result: { seconds, endsAt: planned.endsAt, others, told } }
  },
})

export const cancelShutdown = defineCommand({
  name: 'node.cancel-shutdown',
  who: 'console',
  cost: 0,
  input: z.object({ all: allNodes }),
  async run(context, { all }) {
    const { planned } = context.shutdown
    // Others may have one although this node has none.
    const isForOthers = all && context.node.nodes().length > 1
    if (planned === null && !isForOthers) throw new ChatError('not-shutting-down', {})
    await record(context, { action: 'node.cancel-shutdown', ...(all ? { details: 'all nodes' } : {}) })
    const by = actorName(context.actor)
    const told = !all || context.node.tellOthers({ is: 'cancel-shutdown', by })
    if (planned !== null) context.shutdown.cancel(by)
    return { result: { told } }
  },
})

/** Another node passes on what an operator asked of all; it is written down there. */
export const followOrder = defineCommand({
  name: 'node.follow-order',
  who: 'console',
  cost: 0,
  input: z.discriminatedUnion('is', [
    z.object({ is: z.literal('shut-down'), seconds: z.number(), reason: reasonText, by: z.string() }),
    z.object({ is: z.literal('cancel-shutdown'), by: z.string() }),
  ]),
  run({ shutdown }, order) {
    if (order.is === 'shut-down') shutdown.begin(order)
    else if (shutdown.planned !== null) shutdown.cancel(order.by)
    return Promise.resolve({ result: null, log: { order: order.is, orderedBy: order.by } })
  },
})
