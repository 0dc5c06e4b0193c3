/** The bus of several nodes: this node is told at once, the others through NATS, at most once. What is lost on the way the store has. */
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node'
import type { ChatEvent, EventType } from '../core/events.ts'
import type { NodeId, NodeOrder } from '../core/types.ts'
import { groupNotices, readBatch, writeBatch, type Batch, type Notice, type PresenceNotice } from './batch.ts'
import type { Bus, FanoutLog, Receive } from './bus.ts'
import { HeardBatches, type HeardCounters } from './heard.ts'
import { LocalBus } from './local-bus.ts'

export type NatsPlace = Pick<NodeConnectionOptions, 'servers' | 'user' | 'pass' | 'token' | 'tls'>

export interface NatsBusPorts {
  readonly place: NatsPlace
  /** The same on all nodes of one community, and a secret of theirs. */
  readonly subject: string
  readonly node: NodeId
  readonly clock: { after(ms: number, run: () => void): () => void }
  readonly log: FanoutLog
}

/** Told of what comes from other nodes besides facts. Must not throw. */
export interface NodeListener {
  presence(node: NodeId, notice: PresenceNotice): void
  order(order: NodeOrder): void
  /** Something was lost, or NATS has come back: what this node knows may be old. */
  lost(why: string): void
}

export interface BusCounters extends HeardCounters {
  readonly published: number
  /** Batches of this node that never left it: NATS was away, or too slow. */
  readonly dropped: number
}

/** About one node's end, or for nobody's client: of no use to others. */
const ofThisNode: ReadonlySet<EventType> = new Set([
  'shutdown.warned',
  'shutdown.cancelled',
  'shutdown.started',
  'push.tested',
])
/** Bytes on their way to NATS before more is dropped. */
const mostUnderWay = 16 * 1024 * 1024
const firstWait = 5000
const usualPayload = 1024 * 1024

export class NatsBus implements Bus {
  readonly heard = new HeardBatches()
  readonly #ports: NatsBusPorts
  readonly #local: LocalBus
  #node: NodeId
  #number = 0
  #published = 0
  #dropped = 0
  #connection: NatsConnection | null = null
  #isConnected = false
  #closed = false
  #waiting: Notice[] = []
  #underWay = 0
  #isFlushing = false
  #listener: NodeListener | null = null

  constructor(ports: NatsBusPorts) {
    this.#ports = ports
    this.#node = ports.node
    this.#local = new LocalBus(ports.log)
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  /** The number of the last batch of this node. */
  get number(): number {
    return this.#number
  }

  counters(): BusCounters {
    return { ...this.heard.counters(), published: this.#published, dropped: this.#dropped }
  }

  listen(listener: NodeListener): void {
    this.#listener = listener
  }

  subscribe(receive: Receive): void {
    this.#local.subscribe(receive)
  }

  publish(events: readonly ChatEvent[]): void {
    this.#local.publish(events)
    for (const event of events) if (!ofThisNode.has(event.type)) this.tell({ fact: event })
  }

  /** For the other nodes, in order with what is published; leaves at the end of this turn. */
  tell(notice: Notice): void {
    if (this.#closed) return
    if (this.#waiting.length === 0) setImmediate(() => this.#leave())
    this.#waiting.push(notice)
  }

  /** Goes on as another node: the one it was counts as dead with the others. */
  becomes(node: NodeId): void {
    this.#leave()
    this.#node = node
    this.#number = 0
  }

  /** Resolves when NATS was reached, or after a moment: it is tried for ever. */
  async start(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const cancel = this.#ports.clock.after(firstWait, resolve)
    await Promise.race([this.#connect(), late])
    cancel()
  }

  /** What was said last leaves. */
  async close(): Promise<void> {
    this.#leave()
    this.#closed = true
    const connection = this.#connection
    this.#connection = null
    if (connection === null) return
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const cancel = this.#ports.clock.after(1000, resolve)
    if (this.#isConnected) await Promise.race([connection.flush().catch(() => undefined), late])
    cancel()
    this.#isConnected = false
    await connection.close()
  }

  async #connect(): Promise<void> {
    const { place, log, clock, subject } = this.#ports
    try {
      const connection = await connect({
        ...place,
        name: `parlance ${this.#node}`,
        noEcho: true,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 500,
        ignoreAuthErrorAbort: true,
        timeout: firstWait,
        pingInterval: 5000,
        maxPingOut: 2,
      })
      if (this.#closed) return await connection.close()
      this.#connection = connection
      this.#isConnected = true
      connection.subscribe(subject, { callback: (error, message) => this.#take(error, message.data) })
      // Without an answer to this nothing is known to be subscribed.
      await connection.flush().catch(() => undefined)
      void this.#follow(connection)
    } catch (error) {
      if (this.#closed) return
      log.warn({ why: String(error) }, 'NATS cannot be reached: it is tried again')
      const { promise: again, resolve } = Promise.withResolvers<void>()
      clock.after(2000, resolve)
      await again
      if (!this.#closed) await this.#connect()
    }
  }

  async #follow(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (this.#connection !== connection) return
      if (type === 'disconnect') this.#away()
      else if (type === 'reconnect') this.#back()
    }
  }

  #away(): void {
    if (!this.#isConnected) return
    this.#isConnected = false
    this.#ports.log.warn({}, 'the connection to NATS is lost: what other nodes say is read from the database')
  }

  #back(): void {
    this.#isConnected = true
    this.#underWay = 0
    this.#ports.log.warn({}, 'NATS is back')
    this.#listener?.lost('NATS is back')
  }

  #leave(): void {
    const notices = this.#waiting
    this.#waiting = []
    if (notices.length === 0) return
    const limit = this.#connection?.info?.max_payload ?? usualPayload
    const { groups, tooLarge } = groupNotices(notices, limit)
    for (const group of groups) this.#send(group)
    // The others find its number missing, and ask the store.
    if (tooLarge > 0) this.#drop(tooLarge)
  }

  #send(notices: string): void {
    const connection = this.#connection
    if (connection === null || !this.#isConnected || this.#underWay > mostUnderWay) return this.#drop(1)
    const batch = Buffer.from(writeBatch(this.#node, this.#number + 1, notices))
    try {
      connection.publish(this.#ports.subject, batch)
    } catch (error) {
      this.#ports.log.error({ err: error }, 'other nodes could not be told')
      return this.#drop(1)
    }
    this.#number += 1
    this.#published += 1
    this.#underWay += batch.length
    void this.#flush(connection)
  }

  #drop(batches: number): void {
    this.#number += batches
    this.#dropped += batches
  }

  /** Keeps count of what NATS has not taken yet. */
  async #flush(connection: NatsConnection): Promise<void> {
    if (this.#isFlushing) return
    this.#isFlushing = true
    const flushed = this.#underWay
    try {
      await connection.flush()
      this.#underWay = Math.max(0, this.#underWay - flushed)
    } catch {
      // The connection is gone, and what was under way with it.
      this.#underWay = 0
    }
    this.#isFlushing = false
    if (this.#underWay > 0 && this.#isConnected) void this.#flush(connection)
  }

  #take(error: Error | null, bytes: Uint8Array): void {
    const { log } = this.#ports
    if (error !== null) return log.error({ err: error }, 'NATS does not let this node listen')
    const batch = readBatch(Buffer.from(bytes).toString())
    if (batch === null) return log.warn({ bytes: bytes.length }, 'what came through NATS was not from a node')
    if (batch.node === this.#node) return
    const hasGap = this.heard.note(batch.node, batch.number)
    this.#hear(batch)
    if (hasGap) this.#listener?.lost('something another node said was lost')
  }

  /** In their order; facts that follow each other are published together, as they were there. */
  #hear({ node, notices }: Batch): void {
    let facts: ChatEvent[] = []
    for (const notice of notices) {
      if ('fact' in notice) facts.push(notice.fact)
      else {
        this.#local.publish(facts)
        facts = []
        if ('presence' in notice) this.#listener?.presence(node, notice.presence)
        else this.#listener?.order(notice.order)
      }
    }
    this.#local.publish(facts)
  }
}
