/** Re-reads the configuration, or changes the log level until the next start. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { record } from '../moderation/audit.ts'

export const reload = defineCommand({
  name: 'node.reload',
  who: 'console',
  cost: 0,
  input: z.object({}),
  async run(context) {
    await record(context, { action: 'node.reload' })
    return { result: await context.node.reload() }
  },
})

export const setLogLevel = defineCommand({
  name: 'node.set-log-level',
  who: 'console',
  cost: 0,
  input: z.object({ level: z.enum(['error', 'warn', 'info', 'debug']) }),
  async run(context, input) {
    await record(context, { action: 'node.set-log-level', details: input.level })
    context.node.setLogLevel(input.level)
    return { result: { level: input.level } }
  },
})
