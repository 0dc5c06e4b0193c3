/** What has been decided about people who are here without this node having heard of it: the facts that were lost, as the store has them now. */
import type { Context } from '../command.ts'
import { channelRef, type ChatEvent, type MemberJoined, type MemberLeft } from '../events.ts'
import { memberJoined, memberLeft } from '../channels/facts.ts'
import { personOf } from '../actor.ts'
import type { ChannelId, ClientId, Sanction, TokenId, User, UserId, UserRef } from '../types.ts'
import { peersOf, userRef } from '../users/access.ts'

export interface KnownClient {
  readonly id: ClientId
  readonly user: UserRef | null
  readonly operator: boolean
  readonly actor?: { readonly kind: string; readonly token?: TokenId; readonly passwordChanges?: number }
}

/** Somebody as a node knows them. */
export interface KnownUser {
  readonly id: UserId
  readonly clients: readonly KnownClient[]
  readonly channels: ReadonlySet<ChannelId>
}

export interface Lost {
  readonly fact: ChatEvent
  /** The one client that the fact ends; `null`: the fact does what it does. */
  readonly client: ClientId | null
  /** The same for the same difference, whenever it is found. */
  readonly key: string
}

type Reviewing = Pick<Context, 'store' | 'now'>

/** By the rules of `presence.arrive`. For as many users as one query may ask about. */
export async function lostFacts(context: Reviewing, known: readonly KnownUser[]): Promise<readonly Lost[]> {
  const { store, now } = context
  const ids = known.map(({ id }) => id)
  const tokens = known.flatMap(({ clients }) => clients.flatMap(({ actor }) => actor?.token ?? []))
  const [users, sanctions, existing, memberships] = await Promise.all([
    store.users.byIds(ids),
    store.sanctions.active(now),
    store.tokens.existing(tokens),
    store.memberships.ofUsers(ids),
  ])
  const byId = new Map(users.map((user) => [user.id, user]))
  const valid = new Set(existing)
  const found = known.map(async (one): Promise<readonly Lost[]> => {
    const user = byId.get(one.id)
    if (user === undefined) return goneFacts(one, now)
    const out = keptOutFact(user, sanctions, now) ?? signedOutFacts(one, { user, valid, now })
    if (out.length > 0) return out
    return changedFacts(context, { known: one, user, joined: memberships.get(user.id) ?? [] })
  })
  return (await Promise.all(found)).flat()
}

/** The user is no more: a guest who was taken for gone, a bot that was removed. */
function goneFacts({ id, clients }: KnownUser, at: number): readonly Lost[] {
  return clients.map((client) => {
    const user = client.user ?? { id, name: '' }
    const audience = [{ to: 'user', user: id }] as const
    const fact = { type: 'token.revoked', audience, at, user, tokens: [] } as const
    return { fact, client: client.id, key: `gone ${client.id}` }
  })
}

/** A bot answers for its owner too. */
function keptOutFact(user: User, sanctions: readonly Sanction[], at: number): readonly Lost[] | null {
  const whose = new Set([user.id, user.owner])
  const own = sanctions.filter(({ subject }) => subject.type === 'user' && whose.has(subject.user.id))
  const told = { audience: [{ to: 'user', user: user.id }] as const, at, user: userRef(user) }
  const ban = own.find(({ kind }) => kind === 'ban')
  if (ban !== undefined) {
    const fact = { type: 'user.banned', ...told, by: ban.by, reason: ban.reason } as const
    return [{ fact, client: null, key: `banned ${user.id}` }]
  }
  const kick = own.find(({ kind, expiresAt }) => kind === 'kick' && expiresAt !== null)
  if (kick?.expiresAt == null) return null
  const fact = {
    type: 'user.kicked',
    ...told,
    by: kick.by,
    reason: kick.reason,
    until: kick.expiresAt,
  } as const
  return [{ fact, client: null, key: `kicked ${user.id}` }]
}

interface Standing {
  readonly user: User
  readonly valid: ReadonlySet<TokenId>
  readonly now: number
}

/** Clients whose token or password has been taken from them. */
function signedOutFacts({ clients }: KnownUser, { user, valid, now: at }: Standing): readonly Lost[] {
  const told = { audience: [{ to: 'user', user: user.id }] as const, at, user: userRef(user) }
  return clients.flatMap(({ id, actor }): readonly Lost[] => {
    if (actor?.kind !== 'user') return []
    const { token, passwordChanges } = actor
    if (token !== undefined) {
      if (valid.has(token)) return []
      return [{ fact: { type: 'token.revoked', ...told, tokens: [token] }, client: id, key: `token ${id}` }]
    }
    if (passwordChanges === user.passwordChanges) return []
    const fact = { type: 'password.changed', ...told, by: user.name, keep: null, keepToken: null } as const
    return [{ fact, client: id, key: `password ${id}` }]
  })
}

interface Compared {
  readonly known: KnownUser
  readonly user: User
  readonly joined: readonly ChannelId[]
}

async function changedFacts(context: Reviewing, compared: Compared): Promise<readonly Lost[]> {
  const { known, user } = compared
  const facts: ChatEvent[] = []
  const isOperator = user.role !== 'none'
  if (known.clients.some(({ operator }) => operator !== isOperator)) facts.push(roleChanged(context, user))
  const before = known.clients.find((client) => client.user !== null && client.user.name !== user.name)
  if (before?.user != null) facts.push(await renamed(context, user, before.user.name))
  facts.push(...(await membershipFacts(context, compared)))
  return facts.map((fact) => ({ fact, client: null, key: keyOf(fact, user) }))
}

function keyOf(fact: ChatEvent, { id, name, role }: User): string {
  return [fact.type, id, name, role, 'channel' in fact ? fact.channel.id : ''].join(' ')
}

function roleChanged({ now: at }: Reviewing, user: User): ChatEvent {
  const audience = [{ to: 'user', user: user.id }] as const
  return { type: 'user.role-changed', audience, at, user: userRef(user), role: user.role, by: 'the operator' }
}

async function renamed(context: Reviewing, user: User, before: string): Promise<ChatEvent> {
  const audience = await peersOf(context, user.id)
  const person = { ...personOf(user), name: before }
  return { type: 'user.renamed', audience, at: context.now, user: person, name: user.name }
}

/** Channels the user is in without hearing them, or hears without being in them. */
async function membershipFacts(
  context: Reviewing,
  { known, user, joined }: Compared,
): Promise<readonly ChatEvent[]> {
  const own = new Set(joined)
  const missing = joined.some((id) => !known.channels.has(id))
  const facts: ChatEvent[] = missing ? [...(await joinedFacts(context, known, user))] : []
  for (const id of known.channels) if (!own.has(id)) facts.push(...(await leftFact(context, id, user)))
  return facts
}

async function joinedFacts(
  { store, now: at }: Reviewing,
  { channels }: KnownUser,
  user: User,
): Promise<readonly MemberJoined[]> {
  const joined = await store.memberships.ofUser(user.id)
  const fresh = joined.filter(({ channel }) => !channels.has(channel.id))
  return fresh.map(({ channel, membership: { role } }): MemberJoined => {
    const fact = memberJoined({ channel, user, role, at, present: true })
    return channel.kind === 'direct' ? { ...fact, audience: [{ to: 'user', user: user.id }] } : fact
  })
}

async function leftFact(
  { store, now: at }: Reviewing,
  id: ChannelId,
  user: User,
): Promise<readonly MemberLeft[]> {
  const access = await store.channels.access({ id }, null, at)
  if (access === null) return []
  const left = { user: personOf(user), removedBy: null, reason: null, until: null, gone: false, at }
  return [memberLeft({ channel: channelRef(access.channel), ...left })]
}
