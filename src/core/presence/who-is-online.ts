/** Everybody who is connected now. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'

export const whoIsOnline = defineCommand({
  name: 'presence.who-is-online',
  who: 'anyone',
  cost: 1,
  input: z.object({}),
  async run(context) {
    if (context.actor.kind === 'visitor') throw new ChatError('not-signed-in', {})
    const users = await context.store.users.byIds(context.roster.online())
    const shown = users.map(({ name, displayName, awayText, role }) => ({
      name,
      displayName,
      awayText,
      role,
    }))
    return { result: { users: shown.sort((a, b) => a.name.localeCompare(b.name)) } }
  },
})
