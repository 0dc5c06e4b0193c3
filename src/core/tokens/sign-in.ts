/** A visitor shows a token's secret and is its user. No password is hashed: a program may do so with every request. */
import { z } from 'zod'
import { digest } from '../../lib/digest.ts'
import type { Visitor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Token, User } from '../types.ts'
import { demandNotSanctioned } from '../users/access.ts'
import { logFailedSignIn } from '../users/failed-sign-in.ts'
import { ifPossible } from '../users/if-possible.ts'
import { demandVisitor, signedIn } from '../users/signed-in.ts'
import { endOfUnused } from './make.ts'

/** Uses that follow each other more closely are written down, and logged, once. */
const minute = 60_000

export const signInByToken = defineCommand({
  name: 'token.sign-in',
  who: 'anyone',
  cost: 1,
  input: z.object({
    secret: z.string().max(4096, 'that is too long for a token'),
    /** Whom they want to be; absent or empty: whoever the token belongs to. */
    name: z.string().max(200).nullish(),
  }),
  async run(context, { secret, name }) {
    const visitor = demandVisitor(context.actor)
    const { token, user } = await tokenOwner({ ...context, actor: visitor }, secret, name ?? '')
    await demandNotSanctioned(context, user)
    const result = signedIn({ ...visitor, id: user.id, token: token.id }, user)
    if (!(await noteUse(context, visitor, { token, user }))) return { result }
    const userName = user.account ?? user.name
    return { result, log: { user: user.id, userName, tokenId: token.id, address: visitor.address } }
  },
})

interface Owned {
  readonly token: Token
  readonly user: User
}

/** The secret has 256 random bits: there is nothing to guess, and nothing that attempts would have to slow down. */
async function tokenOwner(context: Context<Visitor>, secret: string, asked: string): Promise<Owned> {
  const { store, now, attempts } = context
  const { address } = context.actor
  const owned = await store.tokens.byDigest(digest(secret), now)
  if (owned !== null && (asked === '' || (await store.users.byName(asked))?.id === owned.user.id))
    return owned
  if (attempts.isWorthTelling(address, now))
    logFailedSignIn(context, { address, name: asked === '' ? null : asked, reason: 'token-not-valid' })
  throw new ChatError('token-not-valid', {})
}

/** Answers whether this use is the first of its minute. */
async function noteUse(context: Context, { address }: Visitor, { token, user }: Owned): Promise<boolean> {
  const { store, now: at } = context
  const unlessUsedAfter = at - minute
  if (token.lastUsedAt !== null && token.lastUsedAt > unlessUsedAfter) return false
  let isFirst = false
  await ifPossible(async () => {
    const use = { at, address, expiresAt: endOfUnused(token.kind, at), unlessUsedAfter }
    isFirst = await store.tokens.touch(token.id, use)
    if (isFirst) await store.users.touch(user.id, address, at)
  })
  return isFirst
}
