/** What every command about pushes asks first: that the server sends them, and which browser is meant. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { TokenId } from '../types.ts'

export function demandPush({ pushKey }: Pick<Context, 'pushKey'>): void {
  if (pushKey === null) throw new ChatError('bad-input', { problem: 'this server sends no pushes' })
}

/** The one given, or the one of the browser that asks. */
export function demandToken({ actor }: Pick<Context<UserActor>, 'actor'>, given?: TokenId | null): TokenId {
  const token = given ?? actor.token
  if (token === undefined)
    throw new ChatError('bad-input', { problem: 'only a browser that stays signed in can be called' })
  return token
}
