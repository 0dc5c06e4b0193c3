/** A server that is replaced by a newer one: its web client is built from changed sources, and served at the same place with the same data. */
import { cpSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { vi } from 'vitest'
import {
  ensureBuilt,
  root,
  startProcess,
  temporaryFolder,
  type Running,
} from '../../process/server-process.ts'
import { freePort } from '../../support/free-port.ts'

/** By this a page of the newer client is told. */
export const buildOf = 'document.documentElement.dataset.build'

export class Upgraded {
  readonly at: string
  readonly #port: number
  readonly #folder = temporaryFolder()
  #running: Running | null = null

  private constructor(port: number) {
    this.#port = port
    this.at = `http://127.0.0.1:${port}`
  }

  static async start(): Promise<Upgraded> {
    ensureBuilt()
    const server = new Upgraded(await freePort())
    const { path } = server.#folder
    cpSync(join(root, 'dist'), join(path, 'dist'), { recursive: true })
    cpSync(join(root, 'package.json'), join(path, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'))
    await server.#start()
    return server
  }

  /** The newer client is made beside the one that is served. */
  async prepare(): Promise<void> {
    vi.stubEnv('NODE_ENV', 'production')
    await build({
      configFile: join(root, 'web', 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: join(this.#folder.path, 'newer') },
      plugins: [
        {
          name: 'newer',
          transform: (code, id) =>
            id.endsWith('/src/main.tsx') ? `${code}\n${buildOf} = 'newer'` : undefined,
        },
      ],
    })
    vi.unstubAllEnvs()
  }

  async upgrade(): Promise<void> {
    await this.#running?.kill()
    const { path } = this.#folder
    rmSync(join(path, 'dist', 'web'), { recursive: true })
    cpSync(join(path, 'newer'), join(path, 'dist', 'web'), { recursive: true })
    await this.#start()
  }

  async end(): Promise<void> {
    await this.#running?.kill()
    this.#folder.remove()
  }

  async #start(): Promise<void> {
    const { path } = this.#folder
    const settings = [`http.port=${this.#port}`, 'channels.default=["general"]']
    this.#running = (await startProcess(join(path, 'data'), settings, { cwd: path })).server
  }
}
