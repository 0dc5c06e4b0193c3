/** What the core asks of a database about bots: users that belong to a person. */
import type { User, UserId, UserRef } from '../types.ts'
import type { SignInProof } from './tokens.ts'
import type { NewUser } from './users.ts'

export interface NewBot extends Pick<NewUser, 'id' | 'name' | 'userhost' | 'createdAt'> {
  readonly owner: UserId
  /** The most a person may have. */
  readonly limit: number
}

export interface Bot {
  readonly user: User
  readonly owner: UserRef
}

export interface BotStore {
  /** Rejects with `name-taken`, `too-many-entries`, and with `not-signed-in` when the proof does not hold any more. */
  create(bot: NewBot, proof: SignInProof): Promise<User>
  /** Ordered by name. */
  ofOwner(owner: UserId): Promise<readonly Bot[]>
  /** Everybody's, ordered by name. */
  list(page: { after: string | null; limit: number }): Promise<readonly Bot[]>
  /** With its name, memberships and tokens; what it said stays. `false`: there was none. */
  remove(id: UserId): Promise<boolean>
}
