/** Whether nobody has registered yet: then a door greets whoever comes as the one who sets the server up. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const isServerEmpty = defineCommand({
  name: 'node.is-empty',
  who: 'anyone',
  cost: 0,
  input: z.object({}),
  run: async ({ store }) => ({ result: { isEmpty: !(await store.users.someoneRegistered()) } }),
})
