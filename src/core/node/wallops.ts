/** An operator says something to whoever listens for operators' words (IRC's WALLOPS). */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { lineText } from '../input.ts'
import { demandText } from '../messages/access.ts'

export const wallops = defineCommand({
  name: 'node.wallops',
  who: 'operator',
  cost: 2,
  input: z.object({ text: lineText }),
  async run(context, { text }) {
    demandText(text, context.policy.limits.messageLength)
    const by = actorName(context.actor)
    return {
      result: null,
      events: [{ type: 'wallops.said', audience: [{ to: 'everyone' }], at: context.now, text, by }],
    }
  },
})
