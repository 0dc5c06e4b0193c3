/** Owns the open connections of a listener: their one timer, and their end. */
import type { Connection } from './connection.ts'
import { startHeartbeat, type NetClock } from './heartbeat.ts'
import type { Farewell } from './line-connection.ts'

/** While closing: how long a peer has at least to take its last words. */
const sweepPause = 100
const goingAway: Farewell = { code: 1001, reason: 'the server is shutting down' }

export class ConnectionSet<State> {
  readonly #connections = new Set<Connection<State>>()
  readonly #stopHeartbeat: () => void
  /** Set while closing: to be called when the last connection is gone. */
  #emptied: (() => void) | null = null

  constructor(clock: NetClock) {
    this.#stopHeartbeat = startHeartbeat(clock, this.#connections)
  }

  /** Everybody whose socket is open, also those that are saying goodbye. */
  get all(): ReadonlySet<Connection<State>> {
    return this.#connections
  }

  /** Bytes sent to all connections that have not left this process. */
  get unsentBytes(): number {
    let bytes = 0
    for (const connection of this.#connections) bytes += connection.unsentBytes
    return bytes
  }

  add(connection: Connection<State>): void {
    this.#connections.add(connection)
  }

  delete(connection: Connection<State>): void {
    this.#connections.delete(connection)
    if (this.#connections.size === 0) this.#emptied?.()
  }

  /** Ends every connection after what was sent to it, and cuts off those that are not gone after `grace` ms. */
  async close(grace: number): Promise<void> {
    for (const connection of this.#connections) connection.end(undefined, goingAway)
    const deadline = performance.now() + grace
    const sweep = setInterval(() => {
      const late = performance.now() >= deadline
      for (const connection of this.#connections) if (late || connection.isOver) connection.destroy('server')
    }, sweepPause)
    await this.#empty()
    clearInterval(sweep)
    this.#stopHeartbeat()
  }

  /** For when there will be no connections at all. */
  abandon(): void {
    this.#stopHeartbeat()
  }

  #empty(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#emptied = resolve
    })
  }
}
