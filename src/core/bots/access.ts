/** Who may make bots, and the guarded way to one's own. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { NewBot } from '../store-port.ts'
import type { User, UserId } from '../types.ts'
import { ownAccount } from '../users/access.ts'
import { userhostOf } from '../users/cloak.ts'
import { demandValidName } from '../users/names.ts'

/** Bots of webhooks included. */
const mostBots = 50

/** A person, not a guest and not a bot; answers who. */
export async function demandPerson(context: Context<UserActor>): Promise<User> {
  const user = await ownAccount(context, context.actor.id)
  if (user.kind === 'bot') throw new ChatError('bad-input', { problem: 'a bot makes no bots' })
  return user
}

/** A bot of the caller's. Somebody else's, a person and nobody are answered alike. */
export async function ownBotFor(context: Context<UserActor>, name: string): Promise<User> {
  const user = await botFor(context, name)
  if (user.owner !== context.actor.id) throw new ChatError('no-such-bot', { name })
  return user
}

export async function botFor({ store }: Pick<Context, 'store'>, name: string): Promise<User> {
  const user = await store.users.byName(name)
  if (user?.kind !== 'bot') throw new ChatError('no-such-bot', { name })
  return user
}

/** A bot to be, of the caller's; the store has the last word on its name. */
export async function newBot(context: Context<UserActor>, name: string): Promise<NewBot> {
  const { actor, store, now: createdAt, cloakKey, policy } = context
  demandValidName(name, policy.serverName)
  if ((await store.users.byName(name)) !== null) throw new ChatError('name-taken', { name })
  const userhost = userhostOf({ name, account: name, address: '', isBot: true }, cloakKey)
  const id = context.newId<UserId>()
  return { id, name, userhost, createdAt, owner: actor.id, limit: mostBots }
}
