/** Debian's nats-server on a port of this machine: it can go away, come back, and be asked for passwords, tokens and certificates. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const program = '/usr/sbin/nats-server'

/** In CI one that is missing is a failure. */
export const hasNats = existsSync(program) || process.env['CI'] === 'true'

export class NatsServer {
  readonly url: string
  readonly port: number
  readonly #folder: string
  #process: ChildProcess | null = null

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.port = port
    this.url = `nats://127.0.0.1:${port}`
  }

  /** `more`: lines of its configuration. */
  static async start(more: readonly string[] = []): Promise<NatsServer> {
    const server = new NatsServer(mkdtempSync(join(tmpdir(), 'parlance-nats-')), await freePort())
    const lines = [`listen: "127.0.0.1:${server.port}"`, ...more]
    writeFileSync(server.#file, `${lines.join('\n')}\n`)
    await server.comeBack()
    return server
  }

  async comeBack(): Promise<void> {
    const child = spawn(program, ['--config', this.#file], { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#process = child
    const said: string[] = []
    for (const output of [child.stdout, child.stderr]) output.on('data', (text) => said.push(String(text)))
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`nats-server did not start: ${said.join('')}`)))
      child.stderr.on('data', () => {
        if (said.join('').includes('Server is ready')) resolve()
      })
    })
    child.removeAllListeners('exit')
  }

  async goAway(): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child?.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#folder, 'nats.conf')
  }
}
