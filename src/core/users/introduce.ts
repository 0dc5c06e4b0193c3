/** What a client says of its person when it comes: taken for a user who is not here yet, passed over for one who is. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { lineText } from '../input.ts'
import type { User } from '../types.ts'
import { ownUser } from './access.ts'
import { userhostOf } from './cloak.ts'
import { demandValidName } from './names.ts'
import { goesOn } from './signed-in.ts'
import { foldName } from '../../lib/fold.ts'

export const introduce = defineCommand({
  name: 'user.introduce',
  who: 'user',
  cost: 0,
  input: z.object({ nick: z.string().max(200), username: z.string().max(512), realName: lineText }),
  async run(context, input) {
    const { actor, store, roster } = context
    const user = await ownUser(context, actor.id)
    // All clients of a user share one name.
    if (roster.isOnline(user.id) && user.settings.oneClient)
      throw new ChatError('name-taken', { name: user.name })
    if (roster.isOnline(user.id)) return { result: goesOn(actor, user) }
    const { username } = input
    const isOwn = foldName(input.nick) === foldName(user.account ?? '')
    // A name is written as it was registered, in whatever case somebody asks for it.
    const nick = isOwn ? (user.account ?? input.nick) : input.nick
    if (!isOwn) demandValidName(nick, context.policy.serverName)
    const holder = await store.users.byName(nick)
    if (holder !== null && holder.id !== user.id) throw new ChatError('name-taken', { name: nick })
    if (nick !== user.name) await store.users.rename(user.id, nick)
    const { account } = user
    const isBot = user.kind === 'bot'
    const cloaked = { name: nick, account, address: actor.address, username, isBot }
    const userhost = userhostOf(cloaked, context.cloakKey)
    await note(context, user, { userhost, realName: realNameOf(input.realName, nick) })
    return { result: goesOn(actor, await ownUser(context, user.id)) }
  },
})

function realNameOf(said: string, nick: string): string | null {
  return said === '' || said === nick ? null : [...said].slice(0, 128).join('')
}

/** Most come as they came before: that costs no write. */
async function note(
  { store }: Context<UserActor>,
  before: User,
  { userhost, realName }: Pick<User, 'userhost' | 'realName'>,
): Promise<void> {
  const { id } = before
  await Promise.all([
    userhost === before.userhost ? null : store.users.setUserhost(id, userhost),
    realName === before.realName ? null : store.users.setRealName(id, realName),
  ])
}
