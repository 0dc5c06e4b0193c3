/** A user chooses the free-form name shown beside the real one, or takes it away. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { lineText, textLength } from '../input.ts'
import { peersOf } from './access.ts'

const longest = 64

export const setDisplayName = defineCommand({
  name: 'user.set-display-name',
  who: 'user',
  cost: 1,
  /** Empty: no display name. */
  input: z.object({ displayName: lineText }),
  async run(context, input) {
    if (textLength(input.displayName) > longest) {
      throw new ChatError('bad-input', { problem: `a display name may have at most ${longest} characters` })
    }
    const displayName = input.displayName === '' ? null : input.displayName
    await context.store.users.setDisplayName(context.actor.id, displayName)
    const audience = await peersOf(context, context.actor.id)
    const user = personOf(context.actor)
    return {
      result: { displayName },
      events: [{ type: 'user.display-name-changed', audience, at: context.now, user, displayName }],
    }
  },
})
