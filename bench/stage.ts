/** Sets up what every yardstick needs, a server and its generators on a temporary folder, and takes it down whatever happens. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { syncMilliseconds } from './disk.ts'
import { GeneratorProcess } from './generator-process.ts'
import type { Answers, Ask, Part } from './generator/protocol.ts'
import type { Layout } from './layout.ts'
import { buildServer, startServerProcess, type ServerProcess } from './server-process.ts'

export interface StageOptions {
  readonly layout: Layout
  readonly generators: number
  /** The channels every user is in from the start; the others are made by whoever is to be in them. */
  readonly defaultChannels: readonly string[]
  /** For the node of the measured server, for instance `--cpu-prof`. */
  readonly nodeOptions: readonly string[]
  /** Beside those that every measured server has, as `section.option=value`. */
  readonly settings?: readonly string[]
  readonly tell: (progress: string) => void
}

export class Stage {
  readonly options: StageOptions
  readonly #folder: string
  readonly #generators: readonly GeneratorProcess[]
  #server: ServerProcess | null = null

  constructor(options: StageOptions, folder: string) {
    this.options = options
    this.#folder = folder
    this.#generators = Array.from({ length: options.generators }, () => new GeneratorProcess())
  }

  /** Of the disk that the server's data is on. */
  get syncMilliseconds(): number {
    return syncMilliseconds(this.#folder)
  }

  get server(): ServerProcess {
    if (this.#server === null) throw new Error('the server is not running')
    return this.#server
  }

  /** Every user exists before the measured server starts, so that neither their making nor its memory is measured. */
  async registerUsers(): Promise<void> {
    const { layout, tell, defaultChannels } = this.options
    tell('registering the users')
    this.#server = await startServerProcess({
      ...{ folder: this.#folder, defaultChannels },
      ...{ nodeOptions: [], settings: [] },
    })
    await this.askParts((part) => ({ do: 'register', port: this.server.port, part, layout }))
    await this.#stopServer()
  }

  async startServer(): Promise<void> {
    const { defaultChannels, nodeOptions, settings = [] } = this.options
    const server = { folder: this.#folder, defaultChannels, nodeOptions, settings }
    this.#server = await startServerProcess(server)
  }

  async enter(): Promise<void> {
    const { layout, tell } = this.options
    tell('connecting and signing in')
    await this.askParts((part) => ({ do: 'enter', port: this.server.port, part, layout }))
  }

  /** Asks every generator at once. */
  ask<Verb extends Ask['do']>(ask: Extract<Ask, { do: Verb }>): Promise<Answers[Verb][]> {
    return this.askParts(() => ask)
  }

  askParts<Verb extends Ask['do']>(
    ask: (part: Part) => Extract<Ask, { do: Verb }>,
  ): Promise<Answers[Verb][]> {
    const of = this.#generators.length
    return Promise.all(this.#generators.map((generator, index) => generator.ask<Verb>(ask({ index, of }))))
  }

  async end(): Promise<void> {
    await Promise.all(this.#generators.map((generator) => generator.end()))
    await this.#stopServer()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #stopServer(): Promise<void> {
    await this.#server?.stop()
    this.#server = null
  }
}

export async function withStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  buildServer()
  const stage = new Stage(options, await mkdtemp(join(tmpdir(), 'parlance-bench-')))
  try {
    return await work(stage)
  } finally {
    await stage.end()
  }
}
