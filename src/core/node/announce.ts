/** Says something to everybody who is connected, in whatever channel. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { lineText } from '../input.ts'
import { demandText } from '../messages/access.ts'
import { record } from '../moderation/audit.ts'

export const announce = defineCommand({
  name: 'node.announce',
  who: 'operator',
  cost: 5,
  input: z.object({ text: lineText }),
  async run(context, input) {
    const { text } = input
    demandText(text, context.policy.limits.messageLength)
    await record(context, { action: 'node.announce', details: text })
    const by = actorName(context.actor)
    return {
      result: null,
      events: [{ type: 'announcement.made', audience: [{ to: 'everyone' }], at: context.now, text, by }],
    }
  },
})
