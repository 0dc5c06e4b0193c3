/** A user goes by another name for as long as they are here; the account stays theirs. IRC's NICK. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { foldName } from '../../lib/fold.ts'
import { ownUser, peersOf } from './access.ts'
import { demandValidName } from './names.ts'
import { goesOn } from './signed-in.ts'

export const renameUser = defineCommand({
  name: 'user.rename',
  who: 'user',
  cost: 2,
  input: z.object({ name: z.string().max(200) }),
  async run(context, input) {
    const { actor, store, now } = context
    const user = await ownUser(context, actor.id)
    const { name } = input
    if (name === user.name) return { result: goesOn(actor, user) }
    if (foldName(name) !== foldName(user.account ?? '')) demandValidName(name, context.policy.serverName)
    const holder = await store.users.byName(name)
    if (holder !== null && holder.id !== user.id) throw new ChatError('name-taken', { name })
    await store.users.rename(user.id, name)
    const audience = await peersOf(context, user.id)
    return {
      result: goesOn(actor, { ...user, name }),
      events: [{ type: 'user.renamed', audience, at: now, user: personOf(user), name }],
      log: { user: user.id, userName: name },
    }
  },
})
