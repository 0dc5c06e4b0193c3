/** Debian's nats-server on a port of this machine: it can go away, come back, and be asked for passwords, tokens and certificates. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Daemon } from './daemon.ts'
import { freePort } from './free-port.ts'

const program = '/usr/sbin/nats-server'

/** In CI one that is missing is a failure. */
export const hasNats = existsSync(program) || process.env['CI'] === 'true'

export class NatsServer {
  readonly url: string
  readonly port: number
  readonly #folder: string
  readonly #daemon = new Daemon()

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

  comeBack(): Promise<void> {
    return this.#daemon.start({ program, flags: ['--config', this.#file], ready: 'Server is ready' })
  }

  goAway(): Promise<void> {
    return this.#daemon.end('SIGKILL')
  }

  /** Nobody can reach it, and nobody is told so. */
  standStill(): void {
    this.#daemon.signal('SIGSTOP')
  }

  goOn(): void {
    this.#daemon.signal('SIGCONT')
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #file(): string {
    return join(this.#folder, 'nats.conf')
  }
}
