/** A user says they are away, or back. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { reasonText } from '../input.ts'

const longest = 200

export const setAway = defineCommand({
  name: 'presence.set-away',
  who: 'user',
  cost: 1,
  /** Absent or empty: back. */
  input: z.object({ text: reasonText }),
  async run(context, input) {
    const awayText = input.text === null ? null : [...input.text].slice(0, longest).join('')
    await context.store.users.setAway(context.actor.id, awayText)
    return { result: { awayText } }
  },
})
