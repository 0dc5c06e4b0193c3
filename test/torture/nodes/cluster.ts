/** Three nodes on one database and one NATS, each behind ways of its own that can be cut, and a balancer before each kind of door. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parlance, settings, temporaryFolder, type Running } from '../../process/server-process.ts'
import { Balancer } from '../../support/balancer.ts'
import { freePort } from '../../support/free-port.ts'
import { Link } from '../../support/link.ts'
import { NatsServer } from '../../support/nats.ts'
import type { TortureDatabase } from './database.ts'

export const doors = ['plain', 'irc', 'http'] as const
export type DoorName = (typeof doors)[number]

/** Everything happens sooner than usual, so that a run takes minutes. */
const quickened = [
  'cluster.beatSeconds=1',
  'cluster.deadSeconds=5',
  'cluster.repairSeconds=2',
  'cluster.databaseSeconds=8',
  'channels.default=[alpha, beta]',
  'limits.connectionsPerAddress=100000',

  'push.enabled=false',
  'previews.enabled=false',
  'uploads.enabled=false',
  'log.level=warn',
]

export interface ClusterNode {
  readonly name: string
  readonly toNats: Link
  readonly toDatabase: Link
  readonly ports: Readonly<Record<DoorName, number>>
  server: Running | null
}

export class Cluster {
  readonly database: TortureDatabase
  readonly nats: NatsServer
  readonly nodes: ClusterNode[] = []
  readonly balancers = new Map<DoorName, Balancer>()
  readonly #folder = temporaryFolder()

  private constructor(database: TortureDatabase, nats: NatsServer) {
    this.database = database
    this.nats = nats
  }

  static async start(database: TortureDatabase, count = 3): Promise<Cluster> {
    const cluster = new Cluster(database, await NatsServer.start())
    try {
      await cluster.#begin(count)
      return cluster
    } catch (error) {
      await cluster.close()
      throw error
    }
  }

  async #begin(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.#addNode(`node-${index + 1}`)
    for (const door of doors) this.balancers.set(door, await Balancer.open(() => this.#portsOf(door)))
    for (const node of this.nodes) await this.begin(node)
  }

  port(door: DoorName): number {
    const balancer = this.balancers.get(door)
    if (balancer === undefined) throw new Error(`there is no balancer for ${door}`)
    return balancer.port
  }

  /** Starts a node, and waits until it is ready. */
  async begin(node: ClusterNode): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const server = parlance(['start', ...this.#settings(node)])
      node.server = server
      try {
        await server.prints(/is ready/, 0, 30_000)
        return
      } catch (error) {
        await server.kill()
        // A database or a NATS that is just starting turns it away: its operator would start it again.
        if (tries === 5) throw error
      }
    }
  }

  async kill(node: ClusterNode): Promise<void> {
    await node.server?.kill()
    node.server = null
  }

  /** As an operator ends it, with everything said and done. */
  async end(node: ClusterNode): Promise<void> {
    const server = node.server
    if (server === null) return
    server.signal('SIGTERM')
    const { code, stderr } = await server.end()
    node.server = null
    if (code !== 0) throw new Error(`${node.name} ended with ${code}: ${stderr}`)
  }

  async close(): Promise<void> {
    for (const node of this.nodes) {
      node.server?.signal('SIGCONT')
      await this.kill(node)
    }
    for (const balancer of this.balancers.values()) await balancer.close()
    for (const { toNats, toDatabase } of this.nodes) await Promise.all([toNats.close(), toDatabase.close()])
    await this.nats.stop()
    this.#folder.remove()
  }

  async #addNode(name: string): Promise<void> {
    const toNats = await Link.open(() => this.nats.port)
    const toDatabase = await Link.open(() => this.database.port)
    const ports = { plain: await freePort(), irc: await freePort(), http: await freePort() }
    this.nodes.push({ name, toNats, toDatabase, ports, server: null })
  }

  #portsOf(door: DoorName): readonly number[] {
    return this.nodes.map(({ ports }) => ports[door])
  }

  #settings(node: ClusterNode): string[] {
    const data = join(this.#folder.path, node.name)
    mkdirSync(data, { recursive: true, mode: 0o700 })
    return settings(data, [
      ...quickened,
      `database.url=${this.database.url(node.toDatabase.port)}`,
      `cluster.nats=nats://127.0.0.1:${node.toNats.port}`,
      `cluster.node=${node.name}`,
      ...doors.map((door) => `${door}.port=${node.ports[door]}`),
    ])
  }
}
