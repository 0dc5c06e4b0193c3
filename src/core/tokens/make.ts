/** A new token for whoever is signed in: its secret is told once, its digest is kept. */
import { digest, randomWord } from '../../lib/digest.ts'
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import type { ChatEvent } from '../events.ts'
import type { SignInProof } from '../store-port.ts'
import type { Token, TokenId, TokenKind, UserRef } from '../types.ts'
import { tokensRevoked } from './facts.ts'

/** Lets programs that look for lost secrets know one by its look. */
const prefix = 'plt_'
const secretBytes = 32
const day = 86_400_000
const unusedBrowserStays = 90 * day
const most: Readonly<Record<TokenKind, number>> = { browser: 100, program: 50 }

export interface MadeToken {
  /** What the client shows from now on; nobody can tell it again. */
  readonly secret: string
  readonly token: Token
}

interface Making extends Pick<Token, 'kind' | 'name'> {
  /** Whoever asks, or a bot of theirs. */
  readonly of?: UserRef
}

export async function makeToken(
  context: Context<UserActor>,
  { kind, name, of = context.actor }: Making,
): Promise<{ made: MadeToken; events: readonly ChatEvent[] }> {
  const { actor, now, store } = context
  const secret = `${prefix}${randomWord(secretBytes)}`
  const id = context.newId<TokenId>()
  const usedFrom = kind === 'browser' ? actor.address : null
  const expiresAt = endOfUnused(kind, now)
  const gone = await store.tokens.create(
    {
      id,
      user: of.id,
      digest: digest(secret),
      kind,
      name,
      usedFrom,
      createdAt: now,
      expiresAt,
      limit: most[kind],
    },
    proofOf(actor),
  )
  const used = { lastUsedAt: usedFrom === null ? null : now, lastAddress: usedFrom }
  const token: Token = { id, kind, name, createdAt: now, ...used, expiresAt }
  return { made: { secret, token }, events: tokensRevoked(context, gone, of) }
}

/** How somebody is signed in, for what must not be given to whoever has just been signed out. */
export function proofOf({ id, token, passwordChanges }: UserActor): SignInProof {
  return { user: id, token: token ?? null, passwordChanges }
}

/** A browser that is used stays; what a program does in years without use is its owner's matter. */
export function endOfUnused(kind: TokenKind, now: number): number | null {
  return kind === 'browser' ? now + unusedBrowserStays : null
}
