/** Sets up what every yardstick needs, a server and its generators on a temporary folder, and takes it down whatever happens. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { portOf, type Contestant, type RunningServer } from './contestant.ts'
import { processorSeconds } from './cpu.ts'
import { syncMilliseconds } from './disk.ts'
import { GeneratorProcess } from './generator-process.ts'
import type { DoorOptions } from './generator/doors/doors.ts'
import type { Answers, Ask, CrowdOptions } from './generator/protocol.ts'
import { channelName, type Layout, type Part } from './layout.ts'
import { buildServer, parlance } from './server-process.ts'

export interface StageOptions extends DoorOptions {
  readonly contestant: Contestant
  readonly layout: Layout
  readonly generators: number
  readonly tell: (progress: string) => void
}

export interface Restarted {
  readonly stopSeconds: number
  readonly startSeconds: number
  /** Seconds of processor time until it listened. */
  readonly startCpu: number
}

export class Stage {
  readonly options: StageOptions
  readonly #folder: string
  readonly #generators: readonly GeneratorProcess[]
  #server: RunningServer | null = null

  constructor(options: StageOptions, folder: string) {
    this.options = options
    this.#folder = folder
    this.#generators = Array.from({ length: options.generators }, () => new GeneratorProcess())
  }

  /** Of the disk that the server's data is on. */
  get syncMilliseconds(): number {
    return syncMilliseconds(this.#folder)
  }

  get server(): RunningServer {
    if (this.#server === null) throw new Error('the server is not running')
    return this.#server
  }

  /**
   * Starts the server to be measured. Where people need an account, every user exists before, so that neither their making nor its
   * memory is measured.
   */
  async startServer(): Promise<void> {
    if (this.options.door === 'plain') await this.#registerUsers()
    this.#server = await this.options.contestant.start(this.#start)
  }

  /** On the same folder and the same ports. All clients are let go before: they come back with `gather` or `storm`. */
  async restartServer(): Promise<Restarted> {
    const { ports } = this.server
    await this.ask({ do: 'expect-end' })
    this.options.tell('stopping the server and starting it again')
    const began = performance.now()
    await this.#stopServer()
    const stopped = performance.now()
    this.#server = await this.options.contestant.start({ ...this.#start, ports })
    const ready = performance.now()
    const startCpu = processorSeconds(this.server.pid)
    return { stopSeconds: (stopped - began) / 1000, startSeconds: (ready - stopped) / 1000, startCpu }
  }

  /** Brings everybody in, and into their channels. */
  async gather(): Promise<void> {
    this.options.tell('connecting and signing in')
    const { gently } = this.options.contestant.inFlight
    await this.askParts((part) => ({ do: 'enter', crowd: this.#crowd(part, gently) }))
    if (this.#everybodyIsIn) return
    this.options.tell('joining the channels')
    await this.ask({ do: 'make-channels' })
    await this.ask({ do: 'join-channels' })
  }

  /** Brings in everybody at once, as many as the server takes. */
  async storm(): Promise<void> {
    this.options.tell('everybody comes in at once')
    const { atOnce } = this.options.contestant.inFlight
    await this.askParts((part) => ({ do: 'storm', crowd: this.#crowd(part, atOnce) }))
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
    try {
      await this.#server?.discard()
    } finally {
      await rm(this.#folder, { recursive: true, force: true })
    }
  }

  /** Who registers is in the default channels; a single channel is made one. */
  get #everybodyIsIn(): boolean {
    return this.options.door === 'plain' && this.options.layout.channelSizes.length === 1
  }

  get #start(): Parameters<Contestant['start']>[0] {
    const defaultChannels = this.#everybodyIsIn ? [channelName(0)] : []
    return { folder: this.#folder, defaultChannels, tls: this.options.tls }
  }

  /** `inFlight` is of all generators together. */
  #crowd(part: Part, inFlight: number): CrowdOptions {
    const { layout, door, tags, tls } = this.options
    return {
      port: portOf(this.server, { door, tls }),
      part,
      layout,
      door,
      tags,
      tls,
      inFlight: Math.ceil(inFlight / part.of),
    }
  }

  async #registerUsers(): Promise<void> {
    this.options.tell('registering the users')
    const registrar = parlance({ nodeOptions: [], settings: [] })
    this.#server = await registrar.start(this.#start)
    const { gently } = registrar.inFlight
    await this.askParts((part) => ({ do: 'register', crowd: this.#crowd(part, gently) }))
    await this.#stopServer()
  }

  async #stopServer(): Promise<void> {
    const server = this.#server
    this.#server = null
    await server?.stop()
  }
}

export async function withStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  buildServer()
  const folder = await mkdtemp(join(tmpdir(), 'parlance-bench-'))
  // A server that gives up the rights of root reads its configuration there.
  await chmod(folder, 0o755)
  const stage = new Stage(options, folder)
  try {
    return await work(stage)
  } finally {
    await stage.end()
  }
}
