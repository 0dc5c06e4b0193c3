/** Owns the generator's clients: brings them in, puts them into their channels, lets them talk. */
import { channelName, password, placesOf, userName, type Layout, type Place } from '../layout.ts'
import { BenchClient } from './client.ts'
import { ChunkReader } from './chunk-reader.ts'
import type { Part, Totals } from './protocol.ts'
import { Tally, type Counts } from './tally.ts'
import { Talk, type Pace } from './talk.ts'

export interface CrowdOptions {
  readonly port: number
  readonly part: Part
  readonly layout: Layout
}

/** Clients on their way in at one time. */
const atOnce = 48
/** 127.0.0.2 and so on, in turn: ephemeral ports and limits count per address. */
const addresses = 250
const sharedBytes = 256 * 1024

interface Member extends Place {
  readonly number: number
}

export class Crowd {
  readonly #options: CrowdOptions
  readonly #members: readonly Member[]
  readonly #clients = new Map<number, BenchClient>()
  readonly #shared = Buffer.allocUnsafe(sharedBytes)
  readonly #reader = new ChunkReader()
  readonly #tally: Tally
  #talk: Talk | null = null

  constructor(options: CrowdOptions) {
    const { part, layout } = options
    this.#options = options
    this.#tally = new Tally(layout)
    this.#members = placesOf(layout)
      .map((place, number) => ({ ...place, number }))
      .filter(({ number }) => number % part.of === part.index)
  }

  async register(): Promise<void> {
    await inParallel(this.#members, async ({ number }) => {
      const client = this.#connect(number)
      await client.ask(null, '/register')
      await client.ask(`/register ${userName(number)} ${password}`, '* signed in as ')
      await client.leave()
    })
  }

  async enter(): Promise<void> {
    await inParallel(this.#members, async ({ number }) => {
      const client = this.#connect(number)
      this.#clients.set(number, client)
      await client.ask(null, '/login')
      await client.ask(`/login ${userName(number)} ${password}`, '* signed in as ')
      // Until this is answered, what others say counts as missed before the sign-in.
      await client.ask('/help quit', '/quit')
    })
  }

  async makeChannels(): Promise<void> {
    const makers = this.#members.filter(({ seat }) => seat === 0)
    await inParallel(makers, (maker) => this.#askAbout(maker, '/create'))
  }

  async joinChannels(): Promise<void> {
    const joiners = this.#members.filter(({ seat }) => seat > 0)
    await inParallel(joiners, (joiner) => this.#askAbout(joiner, '/join'))
  }

  talk(pace: Pace): void {
    this.#talk ??= this.#beginReceiving()
    this.#talk.begin(pace, 1 / this.#options.part.of)
  }

  counts(): Counts {
    return this.#tally.counts()
  }

  hush(): void {
    this.#talk?.end()
  }

  totals(): Totals {
    const { deliveries, altered, disorder, refusals } = this.#tally
    return { deliveries, altered, disorder, refusals: [...refusals], due: this.#due() }
  }

  #beginReceiving(): Talk {
    const { sendersPerChannel } = this.#options.layout
    const senders = this.#members.filter(({ seat }) => seat < sendersPerChannel)
    const talk = new Talk(
      senders.flatMap(({ number }) => this.#clients.get(number) ?? []),
      this.#tally,
    )
    const receive = (client: BenchClient, lines: Buffer): void => {
      const own = this.#tally.take(client.number, this.#reader.read(lines))
      if (own > 0) talk.returned(client, own)
    }
    for (const client of this.#clients.values()) client.onlyReceive(receive)
    return talk
  }

  #due(): number {
    const { channelSizes } = this.#options.layout
    const sent = this.#talk?.sentBy()
    return this.#members.reduce(
      (sum, { number, channel }) => sum + (sent?.get(number) ?? 0) * (channelSizes[channel] ?? 0),
      0,
    )
  }

  async #askAbout({ number, channel }: Member, verb: string): Promise<void> {
    const name = `#${channelName(channel)}`
    await this.#clients.get(number)?.ask(`${verb} ${name}`, `* talking in ${name}`)
  }

  #connect(number: number): BenchClient {
    const from = `127.0.0.${2 + (number % addresses)}`
    return new BenchClient(number, { port: this.#options.port, from }, this.#shared)
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values()
  const lane = async (): Promise<void> => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}
