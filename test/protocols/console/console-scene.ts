/** A server for one console test: the real store, core and hub in one process, with the process around them played. */
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UserActor } from '../../../src/core/actor.ts'
import { channelsToJoin } from '../../../src/core/channels/defaults.ts'
import { ChatError } from '../../../src/core/errors.ts'
import type { ConnectionSummary, Log, Node, Publish, Policy, Store } from '../../../src/core/ports.ts'
import { createCore } from '../../../src/core/run.ts'
import type { ClientId, NodeOrder, NodeSummary } from '../../../src/core/types.ts'
import { registerUser } from '../../../src/core/users/register-user.ts'
import { createFanout } from '../../../src/fanout/fanout.ts'
import { LocalBus } from '../../../src/fanout/local-bus.ts'
import { createIdMaker } from '../../../src/lib/id.ts'
import { PasswordHasher } from '../../../src/lib/password-hash.ts'
import type { DoorPorts } from '../../../src/protocols/protocol.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { ManualClock } from '../../support/manual-clock.ts'

const nothing = (): void => undefined
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }

const policy: Policy = {
  serverName: 'Parlance',
  registration: 'open',
  guests: true,
  defaultChannels: ['general'],
  channelCreation: 'users',
  emailRequired: false,
  bots: 'users',
  scramIterations: 4096,
  operators: [],
  passwordLength: { min: 6, max: 1024 },
  kickSeconds: 600,
  motd: '',
  webhooks: { allowHttp: false, allowedHosts: [] },
  pushHosts: ['push.test'],
  uploads: { enabled: true, perFile: 1_000_000, perUser: 10_000_000, total: 100_000_000, types: [] },
  limits: {
    messageLength: 4000,
    topicLength: 390,
    reasonLength: 300,
    channelsPerUser: 200,
    outboxBytes: 1_048_576,
    historyPage: 100,
    commandBurst: 40,
    commandsPerSecond: 5,
    registrationsPerHour: 1000,
    slowsAttempts: true,
  },
}

/** The process as a test sees it. */
export class PlayedNode implements Node {
  readonly version = '1.2.3'
  readonly startedAt: number
  connected: ConnectionSummary[] = []
  faults: readonly string[] = []
  level = 'info'
  stopped = false
  others: NodeSummary[] = []
  /** Whether other nodes can be told anything. */
  hearing = true
  readonly ordered: NodeOrder[] = []
  /** Everybody is told, as the real process does. */
  tell: Publish = () => undefined

  constructor(startedAt: number) {
    this.startedAt = startedAt
  }

  doors = () => ({ plain: '127.0.0.1:12345' })
  connections = () => this.connected
  counters = () => ({ connections: this.connected.length, signedIn: 0, queuedBytes: 0 })
  refuseConnections = nothing
  nodes = () => this.others
  tellOthers = (order: NodeOrder) => {
    this.ordered.push(order)
    return this.hearing
  }

  async reload() {
    if (this.faults.length > 0) throw new ChatError('not-reloadable', { options: this.faults })
    return { changed: ['server.motd'], needRestart: ['plain.port'] }
  }

  setLogLevel(level: string): void {
    this.level = level
  }

  stop(reason: string | null): void {
    this.tell([{ type: 'shutdown.started', audience: [{ to: 'everyone' }], at: this.startedAt, reason }])
    this.stopped = true
  }
}

export interface Scene {
  readonly folder: string
  readonly clock: ManualClock
  readonly node: PlayedNode
  readonly ports: DoorPorts
  /** Registers a user, who is not connected; answers whom a door would act for. */
  register(name: string, password?: string): Promise<UserActor>
  close(): Promise<void>
}

/** `watched` may see to it that something happens while the core waits for the store. */
export async function openScene(
  watched: (store: Store) => Store = (store) => store,
  log: Log = quiet,
): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-console-'))
  const clock = new ManualClock()
  const node = new PlayedNode(clock.now())
  const store = await openStore({ file: join(folder, 'parlance.sqlite'), log: quiet })
  const newId = createIdMaker(clock.now)
  await channelsToJoin({ store, newId, now: clock.now() }, policy.defaultChannels)
  const bus = new LocalBus(quiet)
  node.tell = (events) => bus.publish(events)
  const { hub, roster } = createFanout(bus, { reread: () => Promise.resolve([]), clock, log: quiet })
  const passwords = new PasswordHasher({
    cost: () => 4,
    queue: () => 100,
    scramIterations: () => null,
    busy: () => new ChatError('busy', {}),
  })
  const core = createCore({
    store: watched(store),
    clock,
    newId,
    passwords,
    roster,
    node,
    log,
    publish: (events) => bus.publish(events),
    cloakKey: 'a key for tests',
    pushKey: 'a key for pushes',
    policy: () => policy,
  })
  return {
    folder,
    clock,
    node,
    ports: { core, hub, clock, newId, log: quiet },
    async register(name, password = 'correct horse') {
      const visitor = {
        kind: 'visitor',
        client: newId<ClientId>(),
        address: '203.0.113.7',
        certificate: null,
      } as const
      const outcome = await core.run(visitor, registerUser, { name, password })
      if (!outcome.ok) throw new Error(`${name} could not register: ${outcome.fault.code}`)
      return outcome.result.actor
    },
    async close() {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits, with a deadline, until something holds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 5000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within 5 s: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A program at the local socket. */
export class Program {
  readonly socket: Socket
  readonly received: Record<string, unknown>[] = []
  closed = false
  #unread = ''
  #lastId = 0

  constructor(path: string) {
    this.socket = connect({ path, allowHalfOpen: true })
    this.socket.setEncoding('utf8')
    this.socket.on('data', (chunk: string) => this.#take(chunk))
    this.socket.on('end', () => this.socket.end())
    this.socket.on('close', () => (this.closed = true))
    this.socket.on('error', nothing)
  }

  send(message: object): void {
    this.socket.write(`${JSON.stringify(message)}\n`)
  }

  /** Sends a command and waits for what comes back to it. */
  async run(
    line: string,
    options: { json?: boolean; systemUser?: string } = {},
  ): Promise<Record<string, unknown>> {
    const id = ++this.#lastId
    this.send({ id, systemUser: 'ann', line, json: false, ...options })
    return this.next(({ re }) => re === id)
  }

  async text(line: string): Promise<string> {
    return String((await this.run(line))['text'])
  }

  /** Takes the first message received that fits. */
  async next(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    await until(() => this.received.some(fits), 'a message')
    const index = this.received.findIndex(fits)
    return this.received.splice(index, 1)[0] ?? {}
  }

  async end(): Promise<void> {
    this.socket.destroy()
    await until(() => this.closed, 'the end')
  }

  #take(chunk: string): void {
    const lines = (this.#unread + chunk).split('\n')
    this.#unread = lines.pop() ?? ''
    for (const line of lines) this.received.push(JSON.parse(line))
  }
}
