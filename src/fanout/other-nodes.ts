/** Owns what is known of who is on the other nodes: what they say, put right by what is written down. */
import type { NodeId, UserId } from '../core/types.ts'
import type { PresenceNotice } from './batch.ts'

interface Known {
  users: Set<UserId>
  /** The number of the newest change. */
  version: number
  /** Changes that may not have been written down yet, in order. */
  recent: PresenceNotice[]
  /** Changes before the newest one are missing. */
  hasGap: boolean
}

/** Changes remembered of one node before they are read from the store instead. */
const mostRecent = 20_000

export class OtherNodes {
  readonly #nodes = new Map<NodeId, Known>()
  /** On how many nodes each user is. */
  readonly #users = new Map<UserId, number>()
  readonly #gone: (user: UserId) => void

  /** `gone`: told when a user is on none of them any more. */
  constructor(gone: (user: UserId) => void) {
    this.#gone = gone
  }

  /** Users on at least one of them. */
  get users(): ReadonlyMap<UserId, number> {
    return this.#users
  }

  get ids(): readonly NodeId[] {
    return [...this.#nodes.keys()]
  }

  /** A node says of itself. */
  hear(node: NodeId, notice: PresenceNotice): void {
    const known = this.#nodes.get(node) ?? this.#begin(node)
    if (notice.version <= known.version) return
    if (notice.version > known.version + 1 || known.recent.length >= mostRecent) known.hasGap = true
    known.version = notice.version
    known.recent.push(notice)
    if (known.recent.length > mostRecent) known.recent.shift()
    this.#apply(known, notice)
  }

  /** Whether more is written down of a node than was heard. Forgets the changes that are written down. */
  isBehind(node: NodeId, written: number): boolean {
    const known = this.#nodes.get(node)
    if (known === undefined) return true
    known.recent = known.recent.filter(({ version }) => version > written)
    return known.hasGap || known.version < written
  }

  /** Takes what is written down, which holds every change up to `written` and perhaps some more; what was heard since comes on top. */
  take(node: NodeId, users: readonly UserId[], written: number): void {
    const known = this.#nodes.get(node) ?? this.#begin(node)
    this.#replace(known, new Set(users))
    const later = known.recent.filter(({ version }) => version > written)
    known.recent = later
    for (const notice of later) this.#apply(known, notice)
    known.hasGap = later.some(({ version }, index) => version !== written + index + 1)
    known.version = Math.max(known.version, written)
  }

  forget(node: NodeId): void {
    const known = this.#nodes.get(node)
    if (known === undefined) return
    this.#replace(known, new Set())
    this.#nodes.delete(node)
  }

  #begin(node: NodeId): Known {
    const known = { users: new Set<UserId>(), version: 0, recent: [], hasGap: false }
    this.#nodes.set(node, known)
    return known
  }

  #replace(known: Known, users: Set<UserId>): void {
    for (const user of users) if (!known.users.has(user)) this.#count(user, 1)
    for (const user of known.users) if (!users.has(user)) this.#count(user, -1)
    known.users = users
  }

  #apply({ users }: Known, { user, here }: PresenceNotice): void {
    if (here === users.has(user)) return
    if (here) users.add(user)
    else users.delete(user)
    this.#count(user, here ? 1 : -1)
  }

  #count(user: UserId, change: 1 | -1): void {
    const count = (this.#users.get(user) ?? 0) + change
    if (count > 0) return void this.#users.set(user, count)
    this.#users.delete(user)
    this.#gone(user)
  }
}
