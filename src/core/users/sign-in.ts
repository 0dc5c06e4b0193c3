/** A visitor proves to be a user. Unknown names take as long and answer the same as wrong passwords. */
import { z } from 'zod'
import { defineCommand, type Context, type Done } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UserActor, Visitor } from '../actor.ts'
import { personOf } from '../actor.ts'
import { memberJoined } from '../channels/facts.ts'
import type { ChatEvent } from '../events.ts'
import type { GoingBy } from '../store-port.ts'
import type { ChannelId, User } from '../types.ts'
import { demandNotSanctioned, ownUser, peersOf } from './access.ts'
import { userhostOf, usernameOf } from './cloak.ts'
import { logFailedSignIn } from './failed-sign-in.ts'
import { ifPossible } from './if-possible.ts'
import { givenPassword, hashPassword } from './passwords.ts'
import { demandVisitor, signedIn, type SignedIn } from './signed-in.ts'

const credentials = z.object({ name: z.string().max(200), password: givenPassword })

export const signIn = defineCommand({
  name: 'user.sign-in',
  who: 'anyone',
  cost: 2,
  input: credentials,
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    const user = await provenUser(context, visitor.address, input)
    return welcome(context, visitor, user)
  },
})

/** Somebody who is in already signs in to an account: a guest becomes that user, keeping the channels they are in. */
export const switchUser = defineCommand({
  name: 'user.switch',
  who: 'user',
  cost: 2,
  input: credentials,
  async run(context, input) {
    const user = await provenUser(context, context.actor.address, input)
    return takeOver(context, user)
  },
})

/** By the certificate of the connection: the door vouches for it. */
export const signInByCertificate = defineCommand({
  name: 'user.sign-in-by-certificate',
  who: 'anyone',
  cost: 2,
  input: z.object({ name: z.string().max(200).nullish() }),
  async run(context, input) {
    const { actor } = context
    if (actor.kind === 'console') throw new ChatError('no-such-certificate', {})
    const user = await certifiedUser(context, actor, input.name ?? '')
    await demandNotSanctioned(context, user)
    if (actor.kind === 'user') return takeOver({ ...context, actor }, user)
    return welcome(context, actor, user)
  },
})

/** `asked`: whom they want to be; empty: whoever the certificate belongs to. */
async function certifiedUser(
  context: Context,
  { certificate, address }: Pick<Visitor, 'certificate' | 'address'>,
  asked: string,
): Promise<User> {
  const { users } = context.store
  const owner = certificate === null ? null : await users.certificateOwner(certificate)
  if (owner !== null && (asked === '' || (await users.byName(asked))?.id === owner.id)) return owner
  const name = asked === '' ? null : asked
  logFailedSignIn(context, { address, name, reason: 'no-such-certificate' })
  throw new ChatError('no-such-certificate', {})
}

export async function welcome(
  context: Context,
  visitor: {
    readonly client: UserActor['client']
    readonly address: string
    readonly certificate: string | null
  },
  user: User,
) {
  await ifPossible(() => context.store.users.touch(user.id, visitor.address, context.now))
  const seen = { lastAddress: visitor.address, lastSeenAt: context.now }
  return {
    result: signedIn(visitor, { ...user, ...seen }),
    log: { user: user.id, userName: user.account ?? user.name, address: visitor.address },
  }
}

/**
 * A guest becomes the user: what they were in is carried over, and the name they go by stays with them where the user is not here
 * otherwise. Somebody with another account goes and comes: their door tells that.
 */
export async function takeOver(context: Context<UserActor>, user: User): Promise<Done<SignedIn>> {
  const { actor } = context
  const before = await ownUser(context, actor.id)
  const log = { user: user.id, userName: user.account ?? user.name, address: actor.address }
  if (user.id === before.id || before.kind !== 'guest') return { result: signedIn(actor, user), log }
  return { ...(await absorb(context, before, user)), log }
}

async function absorb(context: Context<UserActor>, guest: User, user: User): Promise<Done<SignedIn>> {
  const { actor, store, now, roster } = context
  const audience = await peersOf(context, guest.id)
  const merged = roster.isOnline(user.id)
  const hadJoined = new Set((await store.memberships.ofUser(user.id)).map(({ channel }) => channel.id))
  await store.users.absorbGuest(guest.id, user.id, merged ? undefined : goingByOf(context, guest, user))
  const result: SignedIn = signedIn(actor, {
    ...(await ownUser(context, user.id)),
    passwordChanges: user.passwordChanges,
  })
  const people = { user: personOf(guest), now: personOf(result.user), merged }
  const changed = { type: 'user.account-changed', audience, at: now, ...people } as const
  return {
    result,
    events: [changed, ...(merged ? await broughtAlong(context, result.user, hadJoined) : [])],
  }
}

function goingByOf({ actor, cloakKey }: Context<UserActor>, guest: User, user: User): GoingBy {
  const { name } = guest
  const cloaked = {
    name,
    account: user.account,
    address: actor.address,
    username: usernameOf(guest.userhost),
  }
  return { name, userhost: userhostOf(cloaked, cloakKey) }
}

/** Whoever was here already comes into the channels that the guest was in. */
async function broughtAlong(
  { store, now: at }: Context<UserActor>,
  user: User,
  before: ReadonlySet<ChannelId>,
): Promise<readonly ChatEvent[]> {
  const joined = await store.memberships.ofUser(user.id)
  return joined
    .filter(({ channel }) => channel.kind !== 'direct' && !before.has(channel.id))
    .map(({ channel, membership: { role } }) => memberJoined({ channel, user, role, at, present: true }))
}

async function provenUser(
  context: Context,
  address: string,
  { name, password }: z.output<typeof credentials>,
): Promise<User> {
  const attempt = { address, name, now: context.now, limited: context.policy.limits.slowsAttempts }
  context.attempts.begin(attempt)
  const known = await context.store.users.credentials(name)
  const hash = known?.passwordHash ?? null
  if (!(await context.passwords.verify(password, hash)) || known === null || hash === null) {
    logFailedSignIn(context, { address, name, reason: 'wrong-password' })
    throw new ChatError('wrong-password', {})
  }
  context.attempts.succeeded(attempt)
  await demandNotSanctioned(context, known.user)
  await strengthen(context, { user: known.user, hash, password })
  return known.user
}

/** Hashes anew when the configured cost was raised since. */
async function strengthen(
  context: Context,
  known: { user: User; hash: string; password: string },
): Promise<void> {
  if (!context.passwords.isWeak(known.hash)) return
  await ifPossible(async () => {
    const { id, passwordChanges: changes } = known.user
    const hashed = await hashPassword(context, known.password)
    await context.store.users.strengthenPassword(id, { ...hashed, changes })
  })
}
