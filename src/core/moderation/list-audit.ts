/** What operators did, newest first. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { demandAdmin } from './access.ts'

export const listAudit = defineCommand({
  name: 'audit.list',
  who: 'operator',
  cost: 1,
  input: z.object({ limit: z.int().min(1).max(10_000).default(20) }),
  async run(context, input) {
    demandAdmin(context.actor)
    return { result: { entries: await context.store.audit.list(input.limit) } }
  },
})
