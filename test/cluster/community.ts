/** Several real server processes on one PostgreSQL database and one nats-server. */
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  ensureBuilt,
  parlance,
  startProcess,
  temporaryFolder,
  type Running,
} from '../process/server-process.ts'
import { Link } from '../support/link.ts'
import { hasNats, NatsServer } from '../support/nats.ts'
import { hasPostgres, Postgres } from '../support/postgres.ts'

/** What these suites need; `scripts/setup` installs it. */
export const hasServers = hasNats && hasPostgres

/** Beats come often, so that nobody waits long for a death. */
const beats = [
  'cluster.beatSeconds=1',
  'cluster.deadSeconds=4',
  'cluster.repairSeconds=1',
  'cluster.databaseSeconds=5',
]

export const soon = { timeout: 20_000, interval: 50 }

/** Where a node finds what it needs. */
interface Needs {
  readonly nats: string
  readonly database: string
}

/** How one node reaches what all share: ways that can be cut. */
export interface Ways {
  readonly toNats: Link
  readonly toDatabase: Link
}

export class ServerNode {
  readonly name: string
  readonly data: string
  readonly server: Running
  readonly plain: number
  readonly irc: number
  readonly http: number

  constructor(made: {
    name: string
    data: string
    server: Running
    ports: readonly [number, number, number]
  }) {
    this.name = made.name
    this.data = made.data
    this.server = made.server
    ;[this.plain, this.irc, this.http] = made.ports
  }

  /** A command of the console; answers what it says in JSON. */
  async admin(...words: readonly string[]): Promise<unknown> {
    const ended = await parlance(['admin', '--set', `data=${this.data}`, '--json', ...words]).end()
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
    return JSON.parse(ended.stdout)
  }

  async nodes(): Promise<readonly { readonly name: string; readonly users: number }[]> {
    const status = (await this.admin('status')) as { nodes: { name: string; users: number }[] }
    return status.nodes
  }

  async ready(): Promise<{ readonly status: number; readonly checks: Readonly<Record<string, string>> }> {
    const answer = await fetch(`http://127.0.0.1:${this.http}/readyz`)
    const { checks } = (await answer.json()) as { checks: Record<string, string> }
    return { status: answer.status, checks }
  }
}

/** The servers that one of them knows of. */
export async function namesAt(node: ServerNode): Promise<readonly string[]> {
  return (await node.nodes()).map(({ name }) => name).toSorted()
}

export class Community {
  readonly postgres: Postgres
  readonly nats: NatsServer
  readonly #folder = temporaryFolder()
  readonly #database: string
  #nodes: ServerNode[] = []
  #ways: Ways[] = []

  private constructor(postgres: Postgres, nats: NatsServer, database: string) {
    this.postgres = postgres
    this.nats = nats
    this.#database = database
  }

  static async open(): Promise<Community> {
    ensureBuilt()
    const [postgres, nats] = await Promise.all([Postgres.start(), NatsServer.start()])
    const { database } = await postgres.database()
    return new Community(postgres, nats, database)
  }

  start(name: string, more: readonly string[] = []): Promise<ServerNode> {
    return this.#start(name, { nats: this.nats.url, database: this.postgres.url(this.#database) }, more)
  }

  /** One that can be cut off from the others. */
  async startApart(name: string): Promise<{ readonly node: ServerNode; readonly ways: Ways }> {
    const toNats = await Link.open(() => this.nats.port)
    const toDatabase = await Link.open(() => this.postgres.port)
    const ways = { toNats, toDatabase }
    this.#ways.push(ways)
    const database = this.postgres.url(this.#database, toDatabase.port)
    const node = await this.#start(name, { nats: `nats://127.0.0.1:${toNats.port}`, database })
    return { node, ways }
  }

  /** Ends what runs, and waits until nobody counts as a node. */
  async endAll(): Promise<void> {
    for (const { server } of this.#nodes) await server.kill()
    this.#nodes = []
    for (const { toNats, toDatabase } of this.#ways) await Promise.all([toNats.close(), toDatabase.close()])
    this.#ways = []
  }

  async close(): Promise<void> {
    await this.endAll()
    await Promise.all([this.postgres.stop(), this.nats.stop()])
    this.#folder.remove()
  }

  async #start(name: string, needs: Needs, more: readonly string[] = []): Promise<ServerNode> {
    const data = join(this.#folder.path, name)
    const { server, port } = await startProcess(data, [
      ...['irc.serverName=irc.test', `cluster.node=${name}`, `cluster.nats=${needs.nats}`],
      ...[`database.url=${needs.database}`, 'uploads.shared=true', 'users.guests=true', ...beats, ...more],
    ])
    const [, irc] = await server.prints(/\n {2}irc +\S+?:(\d+)/)
    const [, http] = await server.prints(/\n {2}http +\S+?:(\d+)/)
    const node = new ServerNode({ name, data, server, ports: [port, Number(irc), Number(http)] })
    this.#nodes.push(node)
    return node
  }
}
