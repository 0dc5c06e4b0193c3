/** What the core asks of a database about remembered sign-ins. Those that have expired are as if they were not there. */
import type { Token, TokenId, TokenKind, User, UserId } from '../types.ts'

export interface NewToken {
  readonly id: TokenId
  readonly user: UserId
  /** Of the secret, which itself is kept nowhere. */
  readonly digest: string
  readonly kind: TokenKind
  readonly name: string
  /** `null`: not used yet. */
  readonly usedFrom: string | null
  readonly createdAt: number
  readonly expiresAt: number | null
  /** The most of its kind a user may have. */
  readonly limit: number
}

/** How whoever asks for a token is signed in themselves. */
export interface SignInProof {
  /** Absent: whoever it is for. */
  readonly user?: UserId
  readonly token: TokenId | null
  /** As the user had it then; counts only where there is no token. */
  readonly passwordChanges: number
}

export interface TokenUse {
  readonly at: number
  readonly address: string
  readonly expiresAt: number | null
  /** Nothing is written when the last use was after this. */
  readonly unlessUsedAfter: number
}

export interface TokenStore {
  /**
   * Answers which tokens had to go for it: past the limit the browser's unused for longest, never the one of the proof, and those
   * expired. Rejects with `too-many-entries` for a program, and with `not-signed-in` when the proof does not hold any more.
   */
  create(token: NewToken, proof: SignInProof): Promise<readonly TokenId[]>
  byDigest(digest: string, now: number): Promise<{ token: Token; user: User } | null>
  /** Whether a user still has a token. */
  has(user: UserId, id: TokenId): Promise<boolean>
  /** Those of several tokens that are still there. */
  existing(ids: readonly TokenId[]): Promise<readonly TokenId[]>
  /** Answers whether this use was written down. */
  touch(id: TokenId, use: TokenUse): Promise<boolean>
  /** The newest first. */
  ofUser(user: UserId, now: number): Promise<readonly Token[]>
  /** Only a user's own; `false`: there was none. */
  remove(user: UserId, id: TokenId): Promise<boolean>
  /** Answers which ones went. */
  removeAllBut(user: UserId, keep: TokenId | null): Promise<readonly TokenId[]>
}
