/** A user says they are away, or back. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { reasonText } from '../input.ts'
import { peersOf } from '../users/access.ts'

const longest = 200

export const setAway = defineCommand({
  name: 'presence.set-away',
  who: 'user',
  cost: 1,
  /** Absent or empty: back. */
  input: z.object({ text: reasonText }),
  async run(context, input) {
    const { actor, store, now } = context
    const awayText = input.text === null ? null : [...input.text].slice(0, longest).join('')
    await store.users.setAway(actor.id, awayText)
    const audience = await peersOf(context, actor.id)
    return {
      result: { awayText },
      events: [{ type: 'user.away-changed', audience, at: now, user: personOf(actor), awayText }],
    }
  },
})
