/** The only file that knows everybody: builds the parts in order, stops them in reverse. */
import { databaseServerOf } from './config/database.ts'
import { dataPath, hasTls, maskedConfig } from './config/load.ts'
import type { UploadBytes } from './blobs/uploads.ts'
import type { Config } from './config/schema.ts'
import type { ChatEvent } from './core/events.ts'
import type { Clock, Log, NewId, ReloadReport, Store } from './core/ports.ts'
import type { Bus } from './fanout/bus.ts'
import { LocalBus } from './fanout/local-bus.ts'
import { createIdMaker } from './lib/id.ts'
import { version } from './lib/version.ts'
import { ConnectionCounts } from './net/connection-counts.ts'
import { grace } from './net/line-limits.ts'
import { Outbox } from './net/outbox.ts'
import type { OwnTlsIdentity } from './net/tls-identity.ts'
import { openTerminal, type Terminal, type TerminalOptions } from './protocols/console/index.ts'
import type { Door, DoorPorts } from './protocols/protocol.ts'
import { createEffects, type Effects } from './server/effects.ts'
import { clusterActions, type Surroundings } from './server/cluster/actions.ts'
import type { Cluster } from './server/cluster/cluster.ts'
import { openCore } from './server/core.ts'
import { openDelivery } from './server/delivery.ts'
import { createDoors, createSite } from './server/doors.ts'
import type { LeasedWebhooks } from './server/leased-webhooks.ts'
import { LiveConfig } from './server/live-config.ts'
import { CommandCounts, measured } from './server/measured.ts'
import { ServerNode } from './server/node.ts'
import { openIdentity } from './server/identity.ts'
import { observe, type Observed } from './server/observed.ts'
import { sitePlacesOf } from './server/places.ts'
import { openUploads } from './server/uploads.ts'
import { createWebhooks } from './server/webhooks.ts'
import { prepare } from './server/prepare.ts'
import { openDataFolder } from './store/data-folder.ts'
import { lockData } from './store/data-lock.ts'
import { openStore } from './store/open-store.ts'

export interface ServerOptions {
  readonly config: Config
  /** Reads the configuration anew; throws a `ConfigError`. */
  readonly reread: () => Config
  readonly log: Log & { setLevel(level: Config['log']['level']): void }
  readonly clock: Clock
  /** The system user the server runs as: who acts on its own terminal. */
  readonly systemUser: string
  /** Where the operator's prompt is to be; `null` without a terminal. */
  readonly terminal: Omit<TerminalOptions, 'systemUser'> | null
}

export interface RunningServer {
  /** Where each door is, for instance `{ plain: '127.0.0.1:12345' }`. */
  readonly doors: Readonly<Record<string, string>>
  /** What the TLS doors show; `null` where there are none. */
  readonly certificate: Pick<OwnTlsIdentity, 'fingerprint' | 'isSelfSigned'> | null
  readonly observed: Observed
  /** The operator's prompt: what else is written to the terminal goes through it. */
  readonly terminal: Pick<Terminal, 'write'> | null
  /** Resolves when the server has stopped, whoever asked for it; rejects when it could not stop cleanly. */
  readonly stopped: Promise<void>
  /** Ends cleanly: nothing acknowledged is lost. Safe to call twice. */
  stop(): Promise<void>
  reload(): Promise<ReloadReport>
}

/** Messages that may wait to be stored, however short they are. */
const mostWaiting = 100_000

/** Rejects with a one-line message when a part cannot start; what was started before it is stopped. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const parts = new Parts(options)
  const observed = await parts.start().catch(async (error: unknown) => {
    await parts.stop()
    throw error
  })
  return {
    observed,
    doors: parts.node.doors(),
    certificate: parts.identity,
    terminal: parts.terminal,
    stopped: parts.stopped,
    stop: () => parts.stop(),
    reload: () => parts.node.reload(),
  }
}

type ServerPorts = DoorPorts & { readonly observed: Observed; readonly uploads: UploadBytes }

class Parts {
  readonly node: ServerNode
  terminal: Terminal | null = null
  identity: OwnTlsIdentity | null = null
  #uploads: UploadBytes | null = null
  readonly stopped: Promise<void>
  readonly #options: ServerOptions
  readonly #config: LiveConfig
  readonly #outbox: Outbox
  readonly #counts = new ConnectionCounts()
  #bus: Bus
  readonly #newId: NewId
  readonly #doors = new Map<Door, string>()
  /** How to end each part, in the order of their beginnings. */
  readonly #endings: (() => Promise<void> | void)[] = []
  readonly #end: PromiseWithResolvers<void>
  #stopping = false

  constructor(options: ServerOptions) {
    this.#options = options
    const { clock, log } = options
    const config = new LiveConfig(options.config, options.reread)
    this.#config = config
    this.#outbox = new Outbox({
      get ceilingBytes() {
        return config.current.limits.outboxBytes
      },
    })
    this.#newId = createIdMaker(() => clock.now())
    this.#bus = new LocalBus(log)
    this.#end = Promise.withResolvers<void>()
    this.stopped = this.#end.promise
    this.node = new ServerNode({
      startedAt: clock.now(),
      config,
      doors: this.#doors,
      log,
      stop: (reason) => void this.stop(reason),
      reloaded: () => this.#reloaded(),
    })
  }

  async start(): Promise<Observed> {
    const { log, config, clock } = this.#options
    log.info({ version, pid: process.pid, config: maskedConfig(config) }, 'starting')
    const store = await this.#openStore()
    const shared = { store, clock, newId: this.#newId, log }
    const delivery = await openDelivery({ ...shared, config })
    const { bus, cluster } = delivery
    this.#bus = bus
    const [channels, beatMs] = [config.channels.default, config.cluster.beatSeconds * 1000]
    await prepare(store, { ...shared, channels, beatMs, isAlone: cluster === null })
    const uploads = await this.#openUploads(store)
    const effects = await this.#createEffects(store, uploads)
    const made = { ...shared, node: this.node, delivery, effects, config: this.#config }
    const unmeasured = await openCore(made)
    const commands = new CommandCounts()
    const core = measured(unmeasured, commands)
    const webhooks = this.#createWebhooks(store, cluster)
    const { hub } = delivery.fanout
    const parts = { version, hub, store, commands, webhooks, effects, uploads, cluster }
    const observed = observe({ ...parts, doors: () => this.#doors.keys(), node: this.node, clock, log })
    const ports = { core, hub, clock, newId: this.#newId, log, observed, uploads }
    await this.#openIdentity()
    if (cluster !== null)
      await this.#join(cluster, { core, webhooks, publish: (events) => bus.publish(events) })
    await this.#openDoors(ports)
    await webhooks.follow()
    this.node.started()
    log.info({ doors: this.node.doors() }, 'started')
    this.#openTerminal(ports)
    return observed
  }

  /** Ended before the files: pictures of previews lie among them. */
  async #createEffects(store: Store, uploads: UploadBytes): Promise<Effects> {
    const { clock, log } = this.#options
    const publish = (events: readonly ChatEvent[]) => this.#bus.publish(events)
    const made = { store, uploads, publish, clock, newId: this.#newId, log }
    const effects = await createEffects({ ...made, current: () => this.#config.current })
    this.#endings.push(() => effects.close())
    return effects
  }

  /** Ended after the doors, and before the store. */
  async #openUploads(store: Store): Promise<UploadBytes> {
    const { clock, log } = this.#options
    const uploads = await openUploads({ store, clock, log, current: () => this.#config.current })
    this.#uploads = uploads
    this.#endings.push(() => uploads.close())
    return uploads
  }

  /** Ended after the doors: what is said last is told, or waits for the next start. */
  #createWebhooks(store: Store, cluster: Cluster | null): LeasedWebhooks {
    const { clock, log } = this.#options
    const current = () => this.#config.current
    const isOurs = () => cluster?.isOldest ?? true
    const webhooks = createWebhooks({ store, bus: this.#bus, clock, log, current, isOurs })
    this.#endings.push(() => webhooks.stop())
    return webhooks
  }

  /** Last, so that nothing is written over the prompt. */
  #openTerminal(ports: DoorPorts): void {
    const { terminal, systemUser } = this.#options
    if (terminal === null) return
    const opened = openTerminal(ports, { ...terminal, systemUser })
    this.terminal = opened
    this.#endings.push(() => opened.close())
  }

  async #reloaded(): Promise<void> {
    await this.identity?.refresh()
    void this.#uploads?.scanner.greet()
    for (const door of this.#doors.keys()) door.reloaded?.()
  }

  /** However the end comes, those who are connected are told. */
  stop(reason: string | null = null): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true
      this.node.refuseConnections(true)
      const at = this.#options.clock.now()
      this.#bus.publish([{ type: 'shutdown.started', audience: [{ to: 'everyone' }], at, reason }])
      this.#endParts().then(this.#end.resolve, this.#end.reject)
    }
    return this.stopped
  }

  async #openStore() {
    const { config, log } = this.#options
    openDataFolder(config.data)
    const lock = lockData(config.data)
    this.#endings.push(() => lock.release())
    const queue = { messages: mostWaiting, bytes: config.limits.appendQueueBytes }
    const server = databaseServerOf(config)
    const place = server === null ? { file: dataPath(config, 'parlance.sqlite') } : { server }
    const store = await openStore({ ...place, queue, log })
    this.#endings.push(() => store.close())
    return store
  }

  /** Ended after the last client has gone, whose going is told to others. */
  async #join(cluster: Cluster, around: Omit<Surroundings, 'node'>): Promise<void> {
    this.#endings.push(() => cluster.leave())
    await cluster.join(clusterActions({ ...around, node: this.node }))
    this.node.join(cluster)
  }

  async #openIdentity(): Promise<void> {
    if (!hasTls(this.#options.config)) return
    const { clock, log } = this.#options
    const identity = await openIdentity(this.#config, { clock, log })
    this.identity = identity
    this.#endings.push(() => identity.close())
  }

  async #openDoors(ports: ServerPorts): Promise<void> {
    const { config, log, clock, systemUser } = this.#options
    const made = {
      config,
      current: () => this.#config.current,
      identity: this.identity,
      counts: this.#counts,
    }
    const site = config.http.enabled ? createSite(made, { clock, log }) : null
    const { startedAt } = this.node
    const { uploads } = ports
    const doors = createDoors(ports, { ...made, site, uploads, outbox: this.#outbox, systemUser, startedAt })
    // Together: each gives those who do not read a moment to take their last words. One that failed to open may be open in part.
    this.#endings.push(async () => {
      await Promise.all([...doors.map((door) => door.close()), site?.close(grace)])
    })
    await site?.open(sitePlacesOf(config, this.identity))
    for (const door of doors) this.#doors.set(door, await door.open())
  }

  /** Every part is ended, whatever happens to the others; the first failure is told. */
  async #endParts(): Promise<void> {
    this.#options.log.info({}, 'stopping')
    let failure: { error: unknown } | null = null
    for (const end of this.#endings.toReversed()) {
      try {
        await end()
      } catch (error) {
        this.#options.log.error({ err: error }, 'a part did not stop cleanly')
        failure ??= { error }
      }
    }
    this.#options.log.info({}, 'stopped')
    if (failure !== null) throw failure.error
  }
}
