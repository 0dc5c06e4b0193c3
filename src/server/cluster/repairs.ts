/** Owns when this node looks into the database for what it did not hear, and does to its clients what the lost facts would have done. */
import type { Clock, Log, Store } from '../../core/ports.ts'
import type { ChatEvent } from '../../core/events.ts'
import { lostFacts, type Lost } from '../../core/presence/review.ts'
import type { ClientId } from '../../core/types.ts'
import type { Client } from '../../fanout/client.ts'
import type { Fanout } from '../../fanout/fanout.ts'
import type { PresentUser } from '../../fanout/present.ts'
import type { SharedRoster } from '../../fanout/shared-roster.ts'
import { networkContains, parseNetwork } from '../../lib/network.ts'

export interface RepairPorts {
  readonly store: Store
  readonly fanout: Fanout<SharedRoster>
  readonly clock: Clock
  readonly log: Log
  readonly ticks: () => number
  readonly config: { readonly repairSeconds: number }
  /** What only one node does may have been missed. */
  readonly refresh: () => void
}

/** Users and channels that one query asks about. */
const page = 200
/** How long a fact may be on its way before it counts as lost. */
const patience = 1000
/** Between the beginnings of two repairs, where beats do not come faster. */
const shortest = 1000
/** Beats come a little early or late. */
const slack = 500

export class Repairs {
  readonly #ports: RepairPorts
  #why: string | null = null
  #underWay: Promise<void> | null = null
  #lastAt = -Infinity
  #count = 0
  #stopped = false

  constructor(ports: RepairPorts) {
    this.#ports = ports
  }

  /** Since the start. */
  get count(): number {
    return this.#count
  }

  /** Something was lost: it is looked for now, or with the next beat where that was just done. */
  demand(why: string): void {
    this.#why ??= why
    if (this.#ports.ticks() - this.#lastAt >= shortest) this.#begin()
  }

  /** With every beat. `isDeaf`: nothing can be heard of others. */
  beat({ isDeaf }: { readonly isDeaf: boolean }): void {
    const { ticks, config } = this.#ports
    const isDue = ticks() - this.#lastAt >= config.repairSeconds * 1000 - slack
    if (isDeaf && isDue) this.#why ??= 'NATS is away'
    this.#begin()
  }

  #begin(): void {
    const { ticks } = this.#ports
    if (this.#why === null || this.#underWay !== null || this.#stopped) return
    const why = this.#why
    this.#why = null
    this.#lastAt = ticks()
    this.#underWay = this.#repair(why).finally(() => {
      this.#underWay = null
    })
  }

  /** What is under way ends by itself. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#underWay
  }

  async #repair(why: string): Promise<void> {
    const { log, refresh } = this.#ports
    try {
      await this.#catchUp()
      const lost = await this.#review()
      await this.#reviewAddresses()
      refresh()
      this.#count += 1
      log.info({ why, lost }, 'what was not heard of other nodes was read from the database')
    } catch (error) {
      this.#why ??= why
      log.warn({ why: String(error) }, 'what was not heard of other nodes could not be read')
    }
  }

  async #catchUp(): Promise<void> {
    const { store, fanout } = this.#ports
    for (const channels of pages([...fanout.hub.channels.keys()])) {
      const positions = await store.channels.positions(channels)
      for (const [channel, position] of positions) fanout.feed.catchUp(channel, position)
    }
  }

  /** Looks twice: a fact that comes in between was only late. */
  async #review(): Promise<number> {
    const first = await this.#lookAt([...this.#ports.fanout.hub.present()])
    if (first.size === 0) return 0
    await this.#wait()
    const suspects = [...this.#ports.fanout.hub.present()].filter(({ id }) => first.has(id))
    const second = await this.#lookAt(suspects)
    let count = 0
    for (const [id, lost] of second) {
      const before = new Set(first.get(id)?.map(({ key }) => key))
      const still = lost.filter(({ key }) => before.has(key))
      for (const one of still) this.#make(one)
      count += still.length
    }
    return count
  }

  async #lookAt(users: readonly PresentUser[]): Promise<ReadonlyMap<PresentUser['id'], readonly Lost[]>> {
    const { store, clock } = this.#ports
    const found = new Map<PresentUser['id'], readonly Lost[]>()
    for (const some of pages(users)) {
      const lost = await lostFacts({ store, now: clock.now() }, some)
      for (const [id, own] of byUser(lost, some)) found.set(id, own)
    }
    return found
  }

  #make({ fact, client }: Lost): void {
    const { feed, hub } = this.#ports.fanout
    if (client === null) return feed.receive([fact])
    const known = clientOf(hub.reach.everyone(), client)
    if (known !== null) hub.reach.close(known, fact, reasonOf(fact))
  }

  async #reviewAddresses(): Promise<void> {
    const { store, fanout, clock } = this.#ports
    const now = clock.now()
    for (const { kind, subject, by, reason } of await store.sanctions.active(now)) {
      if (kind !== 'ban' || subject.type !== 'network') continue
      const network = parseNetwork(subject.network)
      if (network === null) continue
      const isHere = [...fanout.hub.reach.everyone()].some(({ address }) => networkContains(network, address))
      if (!isHere) continue
      fanout.feed.receive([
        {
          type: 'address.banned',
          audience: [],
          at: now,
          network: network.text,
          by,
          reason,
        },
      ])
    }
  }

  #wait(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#ports.clock.after(patience, resolve)
    return promise
  }
}

function* pages<One>(all: readonly One[]): Iterable<readonly One[]> {
  for (let start = 0; start < all.length; start += page) yield all.slice(start, start + page)
}

function byUser(lost: readonly Lost[], users: readonly PresentUser[]) {
  const owner = new Map(users.flatMap(({ id, clients }) => clients.map((client) => [client.id, id] as const)))
  const found = new Map<PresentUser['id'], Lost[]>()
  for (const one of lost) {
    const id = one.client === null ? userOf(one.fact) : owner.get(one.client)
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), one])
  }
  return found
}

function userOf(fact: ChatEvent): PresentUser['id'] | undefined {
  return 'user' in fact ? fact.user.id : undefined
}

function clientOf(clients: Iterable<Client>, id: ClientId): Client | null {
  for (const client of clients) if (client.id === id) return client
  return null
}

function reasonOf({ type }: ChatEvent) {
  return type === 'password.changed' ? 'password-changed' : 'signed-out'
}
