/** The fact that remembered sign-ins have ended, for their user alone. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import type { ChatEvent } from '../events.ts'
import type { TokenId, UserRef } from '../types.ts'
import { userRef } from '../users/access.ts'

/** Of whoever asks, or of a bot of theirs. */
export function tokensRevoked(
  { actor, now }: Pick<Context<UserActor>, 'actor' | 'now'>,
  tokens: readonly TokenId[],
  of: UserRef = actor,
): readonly ChatEvent[] {
  if (tokens.length === 0) return []
  const audience = [{ to: 'user', user: of.id }] as const
  return [{ type: 'token.revoked', audience, at: now, user: userRef(of), tokens }]
}
