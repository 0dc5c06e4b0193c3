/** The process as the core sees it: the Node port. */
import { ConfigError } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { ChatError } from '../core/errors.ts'
import type { Counters, Node, ReloadReport } from '../core/ports.ts'
import type { NodeOrder, NodeSummary } from '../core/types.ts'
import { version } from '../lib/version.ts'
import type { Door } from '../protocols/protocol.ts'
import type { Cluster } from './cluster/cluster.ts'
import type { LiveConfig } from './live-config.ts'

export interface NodeParts {
  readonly startedAt: number
  readonly config: LiveConfig
  /** Filled as they open. */
  readonly doors: ReadonlyMap<Door, string>
  readonly log: { setLevel(level: Config['log']['level']): void }
  readonly stop: (reason: string | null) => void
  /** Told after the configuration was read anew. */
  readonly reloaded: () => Promise<void>
}

/** Whether people can come in: not before every door is open, and not when the server is going down. */
export type Admission = 'not-yet' | 'open' | 'refused'

export class ServerNode implements Node {
  readonly version = version
  readonly startedAt: number
  readonly #parts: NodeParts
  #admission: Admission = 'not-yet'
  /** The database is away: whoever asks to come in could not be let in. */
  #isHeld = false
  #cluster: Cluster | null = null

  constructor(parts: NodeParts) {
    this.#parts = parts
    this.startedAt = parts.startedAt
  }

  get admission(): Admission {
    return this.#isHeld && this.#admission === 'open' ? 'refused' : this.#admission
  }

  /** Every door is open. */
  started(): void {
    if (this.#admission === 'not-yet') this.#admission = 'open'
  }

  doors(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#parts.doors].map(([door, where]) => [door.name, where]))
  }

  connections() {
    return [...this.#parts.doors.keys()].flatMap((door) => door.connections())
  }

  counters(): Counters {
    const connections = this.connections()
    const signedIn = connections.filter(({ user }) => user !== null).length
    let queuedBytes = 0
    for (const door of this.#parts.doors.keys()) queuedBytes += door.queuedBytes()
    return { connections: connections.length, signedIn, queuedBytes }
  }

  async reload(): Promise<ReloadReport> {
    try {
      const report = this.#parts.config.reload()
      this.setLogLevel(this.#parts.config.current.log.level)
      await this.#parts.reloaded()
      return report
    } catch (error) {
      if (error instanceof ConfigError)
        throw new ChatError('not-reloadable', { options: error.message.split('\n') })
      throw error
    }
  }

  setLogLevel(level: Config['log']['level']): void {
    this.#parts.log.setLevel(level)
  }

  /** Beside others from now on. */
  join(cluster: Cluster): void {
    this.#cluster = cluster
  }

  nodes(): readonly NodeSummary[] {
    return this.#cluster?.summaries() ?? []
  }

  tellOthers(order: NodeOrder): boolean {
    if (this.#cluster === null) return true
    this.#cluster.bus.tell({ order })
    return this.#cluster.bus.isConnected
  }

  refuseConnections(refuse: boolean): void {
    this.#admission = refuse ? 'refused' : 'open'
    this.#tellDoors()
  }

  /** As long as nobody could be let in anyway. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    this.#tellDoors()
  }

  #tellDoors(): void {
    const refuse = this.#isHeld || this.#admission === 'refused'
    for (const door of this.#parts.doors.keys()) door.refuse(refuse)
  }

  stop(reason: string | null): void {
    this.#parts.stop(reason)
  }
}
