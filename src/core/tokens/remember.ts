/** Lets a browser stay signed in. For doors, after a sign-in or a registration; what a browser calls itself is cut, never refused. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { cleanLine } from '../input.ts'
import { makeToken } from './make.ts'

const longestName = 200

export const rememberToken = defineCommand({
  name: 'token.remember',
  who: 'user',
  cost: 0,
  input: z.object({
    name: z.string().transform((text) => cleanLine(text.slice(0, longestName).toWellFormed())),
  }),
  async run(context, input) {
    const { actor } = context
    const { made, events } = await makeToken(context, { kind: 'browser', name: input.name })
    const { token } = made
    return {
      /** `actor`: whom the door acts for from now on, so that the token counts as the one in use. */
      result: { ...made, actor: { ...actor, token: token.id } satisfies UserActor },
      events,
      log: { tokenId: token.id, address: actor.address },
    }
  },
})
