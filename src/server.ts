/** The only file that knows everybody: builds the parts in order, stops them in reverse. */
import { dataPath, hasTls, maskedConfig } from './config/load.ts'
import type { Config } from './config/schema.ts'
import { channelsToJoin } from './core/channels/defaults.ts'
import { ChatError } from './core/errors.ts'
import { changeEvent } from './core/messages/changes.ts'
import type { Clock, Log, NewId, ReloadReport, Store } from './core/ports.ts'
import { createCore } from './core/run.ts'
import { createFanout } from './fanout/fanout.ts'
import { LocalBus } from './fanout/local-bus.ts'
import type { FeedPorts } from './fanout/feed.ts'
import { createIdMaker } from './lib/id.ts'
import { PasswordHasher } from './lib/password-hash.ts'
import { version } from './lib/version.ts'
import { ConnectionCounts } from './net/connection-counts.ts'
import { Outbox } from './net/outbox.ts'
import type { OwnTlsIdentity } from './net/tls-identity.ts'
import {
  createConsoleDoor,
  openTerminal,
  type Terminal,
  type TerminalOptions,
} from './protocols/console/index.ts'
import { createIrcDoor } from './protocols/irc/index.ts'
import { createPlainDoor } from './protocols/plain/index.ts'
import type { Door, DoorPorts } from './protocols/protocol.ts'
import { ircSettingsOf } from './server/irc-settings.ts'
import { LiveConfig } from './server/live-config.ts'
import { ServerNode } from './server/node.ts'
import { openIdentity } from './server/identity.ts'
import { listenLimitsOf, originsOf, placesOf, trustedBy, webPlacesOf } from './server/places.ts'
import { policyOf } from './server/policy.ts'
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
/** How many changes of a channel are read at once to fill a gap. */
const rereadPage = 500

/** Rejects with a one-line message when a part cannot start; what was started before it is stopped. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const parts = new Parts(options)
  try {
    await parts.start()
  } catch (error) {
    await parts.stop()
    throw error
  }
  return {
    doors: parts.node.doors(),
    certificate: parts.identity,
    terminal: parts.terminal,
    stopped: parts.stopped,
    stop: () => parts.stop(),
    reload: () => parts.node.reload(),
  }
}

class Parts {
  readonly node: ServerNode
  terminal: Terminal | null = null
  identity: OwnTlsIdentity | null = null
  readonly stopped: Promise<void>
  readonly #options: ServerOptions
  readonly #config: LiveConfig
  readonly #outbox: Outbox
  readonly #counts = new ConnectionCounts()
  readonly #bus: LocalBus
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

  async start(): Promise<void> {
    const { log, config, clock } = this.#options
    log.info({ version, pid: process.pid, config: maskedConfig(config) }, 'starting')
    const store = await this.#openStore()
    await this.#prepare(store)
    const bus = this.#bus
    const { hub, roster } = createFanout(bus, { reread: rereadFrom(store, clock), clock, log })
    const passwords = this.#createPasswords()
    const core = createCore({
      store,
      clock,
      newId: this.#newId,
      passwords,
      roster,
      node: this.node,
      log,
      publish: (events) => bus.publish(events),
      cloakKey: await store.secret('cloak'),
      policy: () => policyOf(this.#config.current),
    })
    const ports = { core, hub, clock, newId: this.#newId, log }
    await this.#openIdentity()
    await this.#openDoors(ports)
    log.info({ doors: this.node.doors() }, 'started')
    this.#openTerminal(ports)
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
    for (const door of this.#doors.keys()) door.reloaded?.()
  }

  /** However the end comes, those who are connected are told. */
  stop(reason: string | null = null): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true
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
    const store = await openStore({ file: dataPath(config, 'parlance.sqlite'), queue, log })
    this.#endings.push(() => store.close())
    return store
  }

  /** Guests, and names beside accounts, live as long as their connections: none is there now. */
  async #prepare(store: Store): Promise<void> {
    await store.users.removeAllGuests()
    await store.users.restoreNames()
    const making = { store, newId: this.#newId, now: this.#options.clock.now() }
    await channelsToJoin(making, this.#config.current.channels.default)
  }

  #createPasswords(): PasswordHasher {
    const passwords = new PasswordHasher({
      cost: () => this.#config.current.users.bcryptCost,
      queue: () => this.#config.current.limits.hashQueue,
      scramIterations: () => {
        const { scram } = this.#config.current.irc
        return scram.enabled ? scram.iterations : null
      },
      busy: () => new ChatError('busy', {}),
    })
    void passwords.warm()
    return passwords
  }

  async #openIdentity(): Promise<void> {
    if (!hasTls(this.#options.config)) return
    const { clock, log } = this.#options
    const identity = await openIdentity(this.#config, { clock, log })
    this.identity = identity
    this.#endings.push(() => identity.close())
  }

  async #openDoors(ports: DoorPorts): Promise<void> {
    const doors = this.#createDoors(ports)
    // Together: each gives those who do not read a moment to take their last words. One that failed to open may be open in part.
    this.#endings.push(async () => {
      await Promise.all(doors.map((door) => door.close()))
    })
    for (const door of doors) this.#doors.set(door, await door.open())
  }

  #createDoors(ports: DoorPorts): readonly Door[] {
    const { config, systemUser } = this.#options
    const console = createConsoleDoor(ports, { socketPath: dataPath(config, 'console.sock'), systemUser })
    return [
      console,
      ...(config.plain.enabled ? [this.#createPlain(ports)] : []),
      ...(config.irc.enabled ? [this.#createIrc(ports)] : []),
    ]
  }

  #createIrc(ports: DoorPorts): Door {
    const { config } = this.#options
    const current = (): Config => this.#config.current
    return createIrcDoor(ports, {
      places: placesOf(config, 'irc', this.identity),
      webPlaces: webPlacesOf(config, this.identity),
      outbox: this.#outbox,
      counts: this.#counts,
      limits: () => listenLimitsOf(current()),
      settings: () => ircSettingsOf(current(), this.node.startedAt),
      proxy: {
        required: config.irc.proxyProtocol,
        trusts: trustedBy(() => current().server.proxies),
      },
      allowsOrigin: originsOf(config),
    })
  }

  #createPlain(ports: DoorPorts): Door {
    const { config } = this.#options
    const current = (): Config => this.#config.current
    return createPlainDoor(ports, {
      places: placesOf(config, 'plain', this.identity),
      outbox: this.#outbox,
      counts: this.#counts,
      limits: () => listenLimitsOf(current()),
      settings: () => {
        const { server, users, limits } = current()
        return { serverName: server.name, motd: server.motd, ...users, ...limits }
      },
    })
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

function rereadFrom(store: Store, clock: Clock): FeedPorts['reread'] {
  return async (id, afterPosition) => {
    const access = await store.channels.access({ id }, null, clock.now())
    if (access === null) return []
    const messages = await store.messages.changedSince(id, afterPosition, rereadPage)
    return messages.map((message) => changeEvent(access.channel, message))
  }
}
