/** A node behind a balancer: the real process, on a loopback address of its own with the usual ports, configured as deploy/ has it. */
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Operator } from '../scenes/doors/console.ts'
import { parlance, root, type Running } from '../process/server-process.ts'

export const deploy = join(root, 'deploy')

/** Nobody else listens there: so the ports can be those of the shipped files. */
export function loopbackAddress(): string {
  return ['127', randomInt(1, 255), randomInt(256), randomInt(2, 255)].join('.')
}

export class BalancedNode {
  readonly address = loopbackAddress()
  /** What it calls itself when it greets: people see from it where they are. */
  readonly name: string
  readonly #data: string
  readonly #more: readonly string[]
  #running: Running | null = null

  constructor(folder: string, name: string, more: readonly string[] = []) {
    this.name = name
    this.#data = join(folder, name)
    this.#more = more
  }

  get running(): Running {
    if (this.#running === null) throw new Error(`${this.name} was not started`)
    return this.#running
  }

  async start(): Promise<void> {
    const set = [
      ...[`data=${this.#data}`, `server.host=${this.address}`],
      ...[`server.name=${this.name}`, `cluster.node=${this.name}`],
      // The system's choice for whoever connects to a loopback address, and so the balancer's.
      'server.proxies=["127.0.0.1"]',
      ...['log.format=json', 'users.bcryptCost=4', 'users.guests=true', ...this.#more],
    ]
    const flags = set.flatMap((setting) => ['--set', setting])
    this.#running = parlance([
      ...['start', '--config', join(deploy, 'parlance.behind-balancer.yaml')],
      ...flags,
    ])
    onTestFinished(() => this.#running?.kill())
    await this.#running.prints(/"msg":"started"/)
  }

  /** What an operator types at its console; answers what is shown. */
  async command(line: string): Promise<string> {
    const operator = await Operator.open(join(this.#data, 'console.sock'), 'tester')
    const { ok, text } = await operator.types(line)
    operator.leaves()
    if (!ok) throw new Error(`${line}: ${text}`)
    return text
  }
}
