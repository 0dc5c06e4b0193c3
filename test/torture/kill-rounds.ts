/** The kill test: under load the server is killed at a random moment, again and again; after each restart all is accounted for. */
import { performance } from 'node:perf_hooks'
import { register, signIn, type LineClient } from '../door/line-client.ts'
import { Random } from '../fuzz/random.ts'
import { startProcess, settings, parlance, temporaryFolder, type Running } from '../process/server-process.ts'
import { faultsOf } from './checks.ts'
import { Ledger } from './ledger.ts'
import { Sender } from './sender.ts'
import { embeddedPlace, type KillPlace } from './place.ts'
import type { Stored } from './stored.ts'

export interface KillOptions {
  readonly seed: number
  readonly rounds: number
  readonly people?: number
  readonly report?: (line: string) => void
}

export interface KillResult {
  readonly rounds: number
  readonly acknowledged: number
  /** Steps that had been asked for and were not acknowledged when the server was killed, and how many of them were stored. */
  readonly unacknowledged: number
  readonly stored: number
  readonly seconds: number
}

const channels = ['#general', '#two', '#three'] as const

/** Rejects with everything that is wrong after the first faulty round. */
export async function runKillRounds(
  options: KillOptions,
  openPlace: (data: string) => Promise<KillPlace> = embeddedPlace,
): Promise<KillResult> {
  const folder = temporaryFolder()
  const place = await openPlace(folder.path)
  const rounds = new KillRounds(options, folder.path, place)
  try {
    return await rounds.run()
  } finally {
    await rounds.close()
    await place.close()
    folder.remove()
  }
}

class KillRounds {
  readonly #options: KillOptions
  readonly #data: string
  readonly #place: KillPlace
  readonly #random: Random
  readonly #ledgers: readonly Ledger[]
  readonly #changes = new Map<string, number>()
  #senders: readonly Sender[] = []
  #clients: LineClient[] = []
  #server: Running | null = null
  #acknowledged = 0
  #unacknowledged = 0

  constructor(options: KillOptions, data: string, place: KillPlace) {
    this.#place = place
    this.#options = options
    this.#data = data
    this.#random = new Random(options.seed)
    this.#ledgers = Array.from({ length: options.people ?? 10 }, (_, index) => new Ledger(`p${index}`))
  }

  async run(): Promise<KillResult> {
    const began = performance.now()
    let port = await this.#begin()
    let stored = await this.#place.read()
    for (let round = 1; round <= this.#options.rounds; round += 1) {
      await this.#load(round, port)
      port = await this.#restart()
      stored = await this.#place.read()
      const faults = faultsOf({
        stored,
        ledgers: this.#ledgers,
        senders: this.#senders,
        changes: this.#changes,
      })
      if (faults.length > 0)
        throw new Error(`seed ${this.#options.seed}, round ${round}:\n${faults.join('\n')}`)
      await this.#checkHistory(port, stored)
    }
    await this.#stopCleanly()
    return {
      rounds: this.#options.rounds,
      acknowledged: this.#acknowledged,
      unacknowledged: this.#unacknowledged,
      stored: stored.messages.length,
      seconds: Math.round((performance.now() - began) / 100) / 10,
    }
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.destroy()
    await this.#server?.kill()
  }

  /** The first start: everybody registers and is in every channel. */
  async #begin(): Promise<number> {
    const port = await this.#start()
    const clients = await Promise.all(this.#ledgers.map(({ name }) => register(port, name)))
    for (const [index, client] of clients.entries()) {
      for (const channel of channels.slice(1)) {
        const how = index === 0 ? '/create' : '/join'
        await client.ask(`${how} ${channel}`, `* talking in ${channel}`)
      }
    }
    await leave(clients)
    return port
  }

  async #start(): Promise<number> {
    const { server, port } = await startProcess(this.#data, ['log.level=warn', ...this.#place.settings])
    this.#server = server
    return port
  }

  /** Everybody talks until so many lines were acknowledged; then, a moment later, the server is gone. */
  async #load(round: number, port: number): Promise<void> {
    const clients = await Promise.all(this.#ledgers.map(({ name }) => signIn(port, name)))
    this.#clients = clients
    const current = await Promise.all(
      clients.map(async (client) => {
        const channel = this.#random.pick(channels)
        await client.ask(`/switch ${channel}`, `* talking in ${channel}`)
        return channel
      }),
    )
    const enough = this.#random.whole(1, 600)
    const moment = this.#random.whole(0, 20)
    let acknowledged = 0
    await new Promise<void>((killed, failed) => {
      const took = (): void => {
        acknowledged += 1
        if (acknowledged === enough) setTimeout(() => void this.#kill().then(killed, failed), moment)
      }
      this.#senders = clients.map((client, index) => this.#sender({ client, index, round, took, current }))
      for (const sender of this.#senders) sender.begin()
    })
    await Promise.all(clients.map((client) => client.ended))
    this.#count(round, enough)
  }

  /** Now and then the database server is killed a moment before. */
  async #kill(): Promise<void> {
    const server = this.#server
    if (server === null) throw new Error('there is no server to kill')
    if (this.#place.crash !== null && this.#random.chance(0.4)) await this.#place.crash()
    await server.kill()
  }

  #sender(made: {
    client: LineClient
    index: number
    round: number
    took: () => void
    current: readonly string[]
  }): Sender {
    const { client, index, round, took, current } = made
    const ledger = this.#ledgers[index]
    if (ledger === undefined) throw new Error('more clients than people')
    const names = this.#ledgers.map(({ name }) => name)
    return new Sender(
      {
        ...{ client, ledger, round, channels, acknowledged: took },
        random: new Random(this.#options.seed + round * 1000 + index),
        others: names.filter((name) => name !== ledger.name),
        window: this.#random.whole(1, 6),
      },
      current[index] ?? '#general',
    )
  }

  #count(round: number, enough: number): void {
    let under = 0
    let acknowledged = 0
    for (const ledger of this.#ledgers) {
      acknowledged += ledger.acknowledged
      under += ledger.steps.length - ledger.acknowledged
    }
    this.#acknowledged += acknowledged
    this.#unacknowledged += under
    this.#options.report?.(
      `round ${round}: killed after ${acknowledged} acknowledged (wanted ${enough}), ${under} under way`,
    )
  }

  /** Now and then the server is killed while it starts, too. */
  async #restart(): Promise<number> {
    await this.#place.settled()
    while (this.#random.chance(0.2)) {
      const server = parlance(['start', ...settings(this.#data, this.#place.settings)])
      this.#server = server
      if (this.#random.chance(0.5)) await server.prints(/./)
      await server.kill()
      await this.#place.settled()
    }
    return this.#start()
  }

  /** What people are shown of the past is what is stored. */
  async #checkHistory(port: number, stored: Stored): Promise<void> {
    const client = await signIn(port, 'p0')
    for (const channel of channels) {
      const wanted = stored.messages
        .filter(({ place, text }) => place === channel && text !== null)
        .slice(-100)
        .map(({ author, text, edited }) => `[${channel}] ${author}: ${text}${edited ? ' (edited)' : ''}`)
      const from = client.lines.length
      await client.ask(`/history ${channel} 100`, wanted.length === 0 ? /^\* nothing has been/ : /^\* end/)
      const shown = client.lines.slice(from).map((line) => line.slice('2026-01-01 00:00 '.length))
      const texts = shown.filter((line) => line.startsWith(`[${channel}]`))
      if (texts.join('\n') !== wanted.join('\n'))
        throw new Error(`/history ${channel} differs from what is stored`)
    }
    await leave([client])
  }

  async #stopCleanly(): Promise<void> {
    this.#server?.signal('SIGTERM')
    const ended = await this.#server?.end()
    if (ended?.code !== 0) throw new Error(`SIGTERM ended it with ${ended?.code}: ${ended?.stderr}`)
  }
}

async function leave(clients: readonly LineClient[]): Promise<void> {
  for (const client of clients) client.say('/quit')
  await Promise.all(clients.map((client) => client.ended))
}
