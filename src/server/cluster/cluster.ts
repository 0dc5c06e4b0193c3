/** Owns this server's place among others on the same database: its beats, what it knows of the others, and what follows when one dies. */
import { hostname } from 'node:os'
import type { Config } from '../../config/schema.ts'
import type { Clock, Log, NewId, Publish, Store } from '../../core/ports.ts'
import type { NodeRecord } from '../../core/store-port.ts'
import type { NodeId, NodeOrder, NodeSummary } from '../../core/types.ts'
import { createSharedFanout, type Fanout } from '../../fanout/fanout.ts'
import type { FeedPorts } from '../../fanout/feed.ts'
import { NatsBus } from '../../fanout/nats-bus.ts'
import type { SharedRoster } from '../../fanout/shared-roster.ts'
import { DatabaseWatch } from './database-watch.ts'
import { depart, departFrom, type DeparturePorts } from './departures.ts'
import { LifeSigns } from './life-signs.ts'
import { natsPlaceOf } from './nats-place.ts'
import { Repairs } from './repairs.ts'

export interface ClusterPorts {
  readonly store: Store
  readonly config: Config['cluster']
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
  readonly reread: FeedPorts['reread']
  /** Milliseconds that never go back, whatever becomes of the time of day. */
  readonly ticks: () => number
}

/** What the cluster needs of the server around it. */
export interface ClusterActions {
  readonly publish: Publish
  /** Asked by an operator on another node. */
  readonly obey: (order: NodeOrder) => void
  /** Nobody could be let in from now on, or somebody could again. */
  readonly hold: (isHeld: boolean) => void
  /** The nodes are others now. */
  readonly changed: () => void
  /** What only one node does may have been missed. */
  readonly refresh: () => void
}

export interface ClusterCounters {
  readonly nodes: number
  readonly repairs: number
}

/** Who came or went within it counts as being on the way, when what a stopped community left behind is cleared away. */
const comingMs = 600_000
/** How long a batch may be on its way. */
const onTheWay = 500

export class Cluster {
  readonly bus: NatsBus
  readonly fanout: Fanout<SharedRoster>
  readonly #ports: ClusterPorts
  readonly #name: string
  #id: NodeId
  #nodes: readonly NodeRecord[] = []
  readonly #signs: LifeSigns
  readonly #repairs: Repairs
  readonly #database: DatabaseWatch
  /** Other nodes at the last beat: those that were read of, and those that were only heard of. */
  #listed: ReadonlySet<NodeId> = new Set()
  #strangers: ReadonlySet<NodeId> = new Set()
  #actions: ClusterActions | null = null
  #beating: Promise<void> | null = null
  #tidying: Promise<void> | null = null
  #stopBeats: () => void = () => undefined
  #stopComparing: (() => void) | null = null

  private constructor(ports: ClusterPorts, bus: NatsBus, id: NodeId) {
    const { store, clock, log, config, ticks } = ports
    this.#ports = ports
    this.#id = id
    this.#name = config.node ?? hostname()
    this.bus = bus
    const table = store.nodes
    this.fanout = createSharedFanout(bus, { reread: ports.reread, clock, log, table, node: id })
    this.#signs = new LifeSigns({ beatMs: config.beatSeconds * 1000, deadMs: config.deadSeconds * 1000 })
    this.#repairs = new Repairs({ ...ports, fanout: this.fanout, refresh: () => this.#actions?.refresh() })
    const limitMs = config.databaseSeconds * 1000
    this.#database = new DatabaseWatch({ limitMs, away: (isAway) => this.#databaseAway(isAway) }, ticks())
  }

  /** Nothing is written, and nobody spoken to, before `join`. */
  static async open(ports: ClusterPorts): Promise<Cluster> {
    const { store, config, clock, log, newId } = ports
    const place = await natsPlaceOf(config)
    const id = newId<NodeId>()
    const subject = `parlance.${await store.secret('nats')}.facts`
    return new Cluster(ports, new NatsBus({ place, subject, node: id, clock, log }), id)
  }

  /** Living nodes as they were at the last beat, this one among them. */
  get nodes(): readonly NodeRecord[] {
    return this.#nodes
  }

  /** What only one node is to do is done by the one that has been here longest. */
  get isOldest(): boolean {
    return this.#nodes[0]?.id === this.#id
  }

  summaries(): readonly NodeSummary[] {
    return this.#nodes.map(({ id, name, startedAt, users }) => {
      const silentSeconds = Math.floor(this.#signs.stillFor(id) / 1000)
      return { id, name, startedAt, users, silentSeconds, isThis: id === this.#id }
    })
  }

  counters(): ClusterCounters {
    return { nodes: this.#nodes.length, repairs: this.#repairs.count }
  }

  /** From now on the others know of this node, and it of them. What was left behind by a community that ended without a word is cleared away. */
  async join(actions: ClusterActions): Promise<void> {
    const { store, clock, config } = this.#ports
    this.#actions = actions
    this.bus.listen({
      presence: (node, notice) => this.fanout.roster.others.hear(node, notice),
      order: (order) => actions.obey(order),
      lost: (why) => this.#repairs.demand(why),
    })
    await this.bus.start()
    await this.#register()
    await this.#beat()
    await this.#tidying
    const isAlone = this.#nodes.length === 1
    await store.nodes.forgetAbsent(isAlone ? Number.MAX_SAFE_INTEGER : clock.now() - comingMs)
    this.#stopBeats = clock.every(config.beatSeconds * 1000, () => void this.#beat())
  }

  /** After the last client has gone. */
  async leave(): Promise<void> {
    this.#stopBeats()
    this.#stopComparing?.()
    await this.#repairs.stop()
    await this.#beating
    await this.#tidying
    const { store, log } = this.#ports
    try {
      await store.nodes.remove(this.#id, null)
      await departFrom(this.#id, this.#departures())
    } catch (error) {
      log.error({ err: error }, 'this node could not take its leave: the others find it dead')
    }
    await this.bus.close()
  }

  async #register(): Promise<void> {
    const { store, clock } = this.#ports
    await store.nodes.add({ id: this.#id, name: this.#name, startedAt: clock.now() })
  }

  /** Never two at once; never rejects. */
  #beat(): Promise<void> {
    // A database behind a cut cable says nothing at all, for much longer than it may be away.
    if (this.#beating !== null) this.#database.failed(this.#ports.ticks())
    this.#beating ??= this.#beatOnce()
      .then(() => this.#database.answered(this.#ports.ticks()))
      .catch((error: unknown) => {
        this.#ports.log.warn({ why: String(error) }, 'no sign of life could be left in the database')
        this.#database.failed(this.#ports.ticks())
      })
      .finally(() => {
        this.#beating = null
      })
    return this.#beating
  }

  async #beatOnce(): Promise<void> {
    const { store, ticks } = this.#ports
    const { roster } = this.fanout
    const beat = { published: this.bus.number, rosterVersion: roster.writtenVersion }
    if (!(await store.nodes.beat(this.#id, beat))) await this.#beginAnew()
    const before = this.#nodes
    this.#nodes = await store.nodes.list()
    const others = this.#nodes.filter(({ id }) => id !== this.#id)
    await this.#bury(this.#signs.look(others, ticks()))
    await this.#readPresences(others)
    this.#tidying ??= this.#tidyUp().finally(() => {
      this.#tidying = null
    })
    this.#compare(others)
    if (this.#isOtherThan(before)) this.#actions?.changed()
    this.#repairs.beat({ isDeaf: !this.bus.isConnected })
  }

  /** Of many that find a node dead one removes it. */
  async #bury(dead: readonly NodeRecord[]): Promise<void> {
    const { store, log } = this.#ports
    for (const { id, name, beats } of dead) {
      if (!(await store.nodes.remove(id, beats))) continue
      log.warn({ node: id, name }, 'a node has died')
      this.#nodes = this.#nodes.filter((node) => node.id !== id)
    }
  }

  /** Sees to users whom dead nodes have left behind, and to those who went without a word. It may take longer than a beat, which waits for nobody. */
  async #tidyUp(): Promise<void> {
    const { store, log } = this.#ports
    const { roster } = this.fanout
    try {
      for (const id of await store.nodes.abandoned()) {
        roster.others.forget(id)
        const gone = await departFrom(id, this.#departures())
        log.info({ node: id, gone }, 'the users of a node that is gone were seen to')
      }
      for (const user of await roster.settle()) await depart(user, this.#departures())
    } catch (error) {
      log.warn(
        { why: String(error) },
        'those who have gone could not be seen to: it is tried with the next beat',
      )
    }
  }

  async #readPresences(others: readonly NodeRecord[]): Promise<void> {
    const known = this.fanout.roster.others
    const living = new Set(others.map(({ id }) => id))
    for (const { id, rosterVersion } of others)
      if (known.isBehind(id, rosterVersion))
        known.take(id, await this.#ports.store.nodes.presences(id), rosterVersion)
    const strangers = known.ids.filter((id) => !living.has(id))
    for (const id of strangers) {
      // One that was heard of before it was read of may be new.
      if (!this.#strangers.has(id) && !this.#listed.has(id)) continue
      known.forget(id)
      this.bus.heard.forget(id)
      this.#repairs.demand('a node is gone')
    }
    this.#strangers = new Set(strangers)
    this.#listed = living
  }

  /** By what the others say they have sent: what is not here in a moment was lost. */
  #compare(others: readonly NodeRecord[]): void {
    if (this.#stopComparing !== null) return
    this.#stopComparing = this.#ports.clock.after(onTheWay, () => {
      this.#stopComparing = null
      const behind = others.filter(({ id, published }) => this.bus.heard.isBehind(id, published))
      if (behind.length > 0) this.#repairs.demand('something another node said was lost')
    })
  }

  #isOtherThan(before: readonly NodeRecord[]): boolean {
    const ids = new Set(before.map(({ id }) => id))
    return ids.size !== this.#nodes.length || this.#nodes.some(({ id }) => !ids.has(id))
  }

  /** The others have taken this node for dead: it was stopped, or had no database. What its clients know is old: they come back. */
  async #beginAnew(): Promise<void> {
    const { newId, log } = this.#ports
    log.warn({ node: this.#id }, 'the other nodes took this one for dead: its clients are asked to come back')
    this.fanout.hub.closeAll('unavailable')
    this.#id = newId<NodeId>()
    this.bus.becomes(this.#id)
    this.fanout.roster.becomes(this.#id)
    await this.#register()
  }

  #databaseAway(isAway: boolean): void {
    const { log } = this.#ports
    this.#actions?.hold(isAway)
    if (!isAway) return log.info({}, 'the database is back: people can come in')
    log.warn({}, 'the database has been away for too long: clients are asked to go elsewhere')
    this.fanout.hub.closeAll('unavailable')
  }

  #departures(): DeparturePorts {
    const { store, clock, log } = this.#ports
    const publish: Publish = (events) => this.#actions?.publish(events)
    return { store, roster: this.fanout.roster, publish, clock, log }
  }
}
