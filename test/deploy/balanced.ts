/** Two nodes behind a balancer, and the ways in which people come to it. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { onTestFinished } from 'vitest'
import { connectLines, password, type LineClient } from '../door/line-client.ts'
import { temporaryFolder } from '../process/server-process.ts'
import type { Balancer, BalancerPlace } from './balancer.ts'
import { BalancedNode } from './node.ts'

export interface Arrangement {
  readonly start: (place: BalancerPlace) => Promise<Balancer>
  /** Of the nodes, besides those of the shipped file. */
  readonly settings: readonly string[]
  /** What the balancer is told besides. */
  readonly environment: Readonly<Record<string, string>>
}

export class Balanced {
  readonly nodes: readonly [BalancedNode, BalancedNode]
  readonly balancer: Balancer

  private constructor(nodes: Balanced['nodes'], balancer: Balancer) {
    this.nodes = nodes
    this.balancer = balancer
  }

  /** For one test alone: all of it is ended when that is over. */
  static async start({ start, settings, environment }: Arrangement): Promise<Balanced> {
    const made = temporaryFolder()
    onTestFinished(() => made.remove())
    const folder = made.path
    const nodes = [
      new BalancedNode(folder, 'One', settings),
      new BalancedNode(folder, 'Two', settings),
    ] as const
    await Promise.all(nodes.map((node) => node.start()))
    return new Balanced(nodes, await start({ folder, nodes, environment }))
  }

  get address(): string {
    return this.balancer.address
  }

  /** What the nodes have logged, one after the other. */
  get log(): string {
    return this.nodes.map(({ running }) => running.stdout).join('')
  }

  /** At the plain-text door; `from` is where the person is. */
  plain(from?: string): Promise<LineClient> {
    return connectLines(12_345, from, this.address)
  }

  async ask(path: string, options: RequestOptions = {}, body?: object): Promise<IncomingMessage> {
    const headers = { 'Content-Type': 'application/json', ...options.headers }
    const place = { host: this.address, port: this.balancer.httpsPort, rejectUnauthorized: false }
    const asked = request({ ...place, path, agent: false, ...options, headers })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    return answer
  }

  /** Whom the nodes know to be connected: `door address`, in order. */
  async connected(): Promise<readonly string[]> {
    const shown = await Promise.all(this.nodes.map((node) => node.command('/who')))
    return shown
      .flatMap((table) => table.split('\n'))
      .flatMap((row) => /\b(plain|irc) +(127\.\S+)/.exec(row)?.slice(1).join(' ') ?? [])
      .toSorted()
  }

  /** So many come one after the other; answers the names of the nodes that greeted them. */
  async greeters(count: number): Promise<ReadonlySet<string>> {
    const names = new Set<string>()
    for (let come = 0; come < count; come += 1) {
      const client = await this.plain()
      names.add(await greeterOf(client))
      client.destroy()
    }
    return names
  }

  /** Somebody new, signed in at that node: they come until it is the one that greets them. */
  async personAt({ name }: BalancedNode, person = 'ann'): Promise<LineClient> {
    for (let tries = 0; tries < 10; tries += 1) {
      const client = await this.plain()
      onTestFinished(() => client.destroy())
      if ((await greeterOf(client)) !== name) continue
      await client.ask(`/register ${person} "${password}"`, '* talking in #general')
      return client
    }
    throw new Error(`nobody is led to ${name}`)
  }
}

/** A node greets with its name: `* One: /login …`. */
async function greeterOf(client: LineClient): Promise<string> {
  const greeting = await client.waitFor(/^/)
  return greeting.slice(2, greeting.indexOf(':'))
}
