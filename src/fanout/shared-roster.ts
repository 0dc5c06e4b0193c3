/** Owns who is online on several nodes: here from the hub, elsewhere from what other nodes say; who is first and last the store decides. */
import type { NodeId, UserId } from '../core/types.ts'
import type { Notice } from './batch.ts'
import type { Hub } from './hub.ts'
import { OtherNodes } from './other-nodes.ts'

/** Who is on which node, as it is written down. */
export interface PresenceTable {
  arrive(node: NodeId, user: UserId): Promise<'first' | 'another' | 'gone'>
  depart(node: NodeId, user: UserId): Promise<'last' | 'another' | 'was-not-there'>
}

export interface SharedRosterPorts {
  readonly hub: Pick<Hub, 'users'>
  readonly table: PresenceTable
  readonly bus: { tell(notice: Notice): void }
  readonly node: NodeId
  /** Told when a user is on no node any more, as far as is known here. */
  readonly gone: (user: UserId) => void
}

/** A change that is not written down yet. */
interface Unwritten {
  readonly version: number
  beats: number
}

/** Beats that a change waits for whoever is on the way to ask about it. */
const patience = 2
/** Written at once by one beat. */
const mostTogether = 8

export class SharedRoster {
  readonly others: OtherNodes
  readonly #ports: SharedRosterPorts
  #node: NodeId
  #version = 0
  /** Users who are here by the table. */
  #written = new Set<UserId>()
  readonly #unwritten = new Map<UserId, Unwritten>()
  /** Users who were written down as the first anywhere before anybody asked. */
  readonly #untold = new Set<UserId>()
  /** What is being written, one after the other for each user. */
  readonly #lines = new Map<UserId, Promise<unknown>>()

  constructor(ports: SharedRosterPorts) {
    this.#ports = ports
    this.#node = ports.node
    this.others = new OtherNodes((user) => this.#nowhere(user))
  }

  isHere(user: UserId): boolean {
    return this.#ports.hub.users.has(user)
  }

  isOnline(user: UserId): boolean {
    return this.#ports.hub.users.has(user) || this.others.users.has(user)
  }

  count(): number {
    let count: number = this.others.users.size
    for (const user of this.#ports.hub.users.keys()) if (!this.others.users.has(user)) count += 1
    return count
  }

  online(): readonly UserId[] {
    return [...new Set([...this.#ports.hub.users.keys(), ...this.others.users.keys()])]
  }

  /** How many changes are written down, without one missing. */
  get writtenVersion(): number {
    let version = this.#version
    for (const unwritten of this.#unwritten.values()) version = Math.min(version, unwritten.version - 1)
    return version
  }

  /** The hub: a user's first client has come, or the last one has gone. */
  changed(user: UserId, here: boolean): void {
    this.#version += 1
    const version = this.#version
    this.#ports.bus.tell({ presence: { user, here, version } })
    const waiting = this.#unwritten.get(user)
    this.#unwritten.set(user, { version: Math.min(version, waiting?.version ?? version), beats: 0 })
    if (!here) this.#nowhere(user)
  }

  /** Whether a user who has come here is on no other node. */
  async arrived(user: UserId): Promise<boolean> {
    return (await this.#write(user)) === 'first' || this.#untold.delete(user)
  }

  /** Whether a user who has gone from here is nowhere. */
  async departed(user: UserId): Promise<boolean> {
    return (await this.#write(user)) === 'last'
  }

  /** With every beat: writes down what nobody has asked about, as of somebody who went before they were quite here. Answers who is nowhere now. */
  async settle(): Promise<readonly UserId[]> {
    const due: UserId[] = []
    for (const [user, unwritten] of this.#unwritten) if (++unwritten.beats >= patience) due.push(user)
    const gone: UserId[] = []
    for (let start = 0; start < due.length; start += mostTogether)
      await Promise.all(due.slice(start, start + mostTogether).map((user) => this.#settleOne(user, gone)))
    return gone
  }

  /** Goes on as another node: nobody is written down of it, and the others know nothing of it. */
  becomes(node: NodeId): void {
    this.#node = node
    this.#version = 0
    this.#written = new Set()
    this.#unwritten.clear()
    this.#untold.clear()
    for (const user of this.#ports.hub.users.keys()) this.changed(user, true)
  }

  #nowhere(user: UserId): void {
    if (!this.isOnline(user)) this.#ports.gone(user)
  }

  async #settleOne(user: UserId, gone: UserId[]): Promise<void> {
    // What could not be written is tried with the next beat, and does not hold up what could.
    const place = await this.#write(user).catch(() => null)
    if (place === 'first') this.#untold.add(user)
    else if (place === 'last') gone.push(user)
  }

  #write(user: UserId): Promise<Place> {
    const before = this.#lines.get(user) ?? Promise.resolve()
    const written = before.catch(() => undefined).then(() => this.#writeNow(user))
    const line = written.finally(() => {
      if (this.#lines.get(user) === line) this.#lines.delete(user)
    })
    this.#lines.set(user, line)
    line.catch(() => undefined)
    return written
  }

  async #writeNow(user: UserId): Promise<Place> {
    const node = this.#node
    const unwritten = this.#unwritten.get(user)
    const here = this.#ports.hub.users.has(user)
    if (here === this.#written.has(user)) {
      this.#settled(user, unwritten)
      return 'unchanged'
    }
    const { table } = this.#ports
    const place = here ? await table.arrive(node, user) : await table.depart(node, user)
    // What was written was of the node this one was before.
    if (node !== this.#node) return 'unchanged'
    if (here) this.#written.add(user)
    else this.#written.delete(user)
    this.#untold.delete(user)
    this.#settled(user, unwritten)
    return place
  }

  /** Unless something has changed meanwhile. */
  #settled(user: UserId, unwritten: Unwritten | undefined): void {
    if (this.#unwritten.get(user) === unwritten) this.#unwritten.delete(user)
  }
}

type Place = Awaited<ReturnType<PresenceTable['arrive' | 'depart']>> | 'unchanged'
