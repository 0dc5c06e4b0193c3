/** A real server process for the browser: at a port of its own, so that it is found again after it was killed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ensureBuilt,
  parlance,
  plainPort,
  settings,
  temporaryFolder,
  type Running,
} from '../process/server-process.ts'
import { freePort } from '../support/free-port.ts'

export class Server {
  readonly base: string
  readonly #port: number
  readonly #folder = temporaryFolder()
  readonly #more: readonly string[]
  #running: Running | null = null

  private constructor(port: number, more: readonly string[]) {
    this.#port = port
    this.#more = more
    this.base = `http://127.0.0.1:${port}`
  }

  static async start(more: readonly string[] = []): Promise<Server> {
    ensureBuilt()
    const server = new Server(await freePort(), more)
    await server.start()
    return server
  }

  async start(): Promise<void> {
    const data = join(this.#folder.path, 'data')
    const set = settings(data, [`http.port=${this.#port}`, ...this.#more])
    this.#running = parlance(['start', ...set])
    await plainPort(this.#running)
  }

  /** Without a farewell. */
  async kill(): Promise<void> {
    await this.#running?.kill()
  }

  /** A command of the operators' console. */
  async console(...words: readonly string[]): Promise<void> {
    const config = join(this.#folder.path, 'parlance.yaml')
    writeFileSync(config, `data: ${join(this.#folder.path, 'data')}\n`)
    const { code, stderr } = await parlance(['admin', '--config', config, ...words]).end()
    if (code !== 0) throw new Error(`${words.join(' ')}: ${stderr}`)
  }

  async end(): Promise<void> {
    await this.kill()
    this.#folder.remove()
  }
}
