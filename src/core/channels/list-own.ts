/** All that a fresh client shows first: every channel the caller is in, private ones too, with what is unread in it. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { countedChanges, withMentions } from '../messages/addressed.ts'

export const listOwn = defineCommand({
  name: 'channel.list-own',
  who: 'user',
  cost: 2,
  input: z.object({}),
  /** Where more than a thousand changes are unread, the newest thousand are counted: the number is then the least there are. */
  async run(context) {
    const own = await context.store.memberships.own(context.actor.id, countedChanges)
    return { result: { channels: await withMentions(context, own) } }
  },
})

/** The same on the account of a door, which shows it to everybody who comes. */
export const showOwn = defineCommand({ ...listOwn, name: 'channel.show-own', cost: 0 })
