/** Owns the generator's clients: brings them in, puts them into their channels, lets them talk. */
import { channelName, membersOf, observersOf, userName, type Member } from '../layout.ts'
import { Histogram, type HistogramRecord } from '../percentiles.ts'
import { BenchClient, type Receive } from './client.ts'
import { ChunkReader } from './chunk-reader.ts'
import type { Door } from './doors/door.ts'
import { openDoor } from './doors/doors.ts'
import type { CrowdOptions, Totals } from './protocol.ts'
import { Tally, type Counts } from './tally.ts'
import { Talk, type Pace } from './talk.ts'

/** 127.0.0.2 and so on, in turn: ephemeral ports and limits count per address. */
const addresses = 250
const sharedBytes = 256 * 1024

export class Crowd {
  readonly #options: CrowdOptions
  readonly #door: Door
  /** One of each place: who is in several channels is there for each. */
  readonly #members: readonly Member[]
  /** Each client once. */
  readonly #people: readonly Member[]
  readonly #clients = new Map<number, BenchClient>()
  readonly #shared = Buffer.allocUnsafe(sharedBytes)
  readonly #reader: ChunkReader
  readonly #tally: Tally
  #talk: Talk | null = null

  constructor(options: CrowdOptions) {
    const { part, layout } = options
    this.#options = options
    this.#door = openDoor(options)
    this.#reader = new ChunkReader((bytes) => this.#door.read(bytes))
    this.#members = membersOf(layout, part)
    this.#people = this.#members.filter(({ seat }) => layout.isRing !== true || seat === 0)
    this.#tally = new Tally(layout, this.#observers())
  }

  async register(): Promise<void> {
    const { register } = this.#door
    if (register === null) throw new Error('nobody has to register at this door')
    await this.#inParallel(this.#people, async ({ number }) => {
      const client = this.#connect(number)
      await register(client, userName(number))
      await client.leave()
    })
  }

  enter(): Promise<void> {
    return this.#inParallel(this.#people, (person) => this.#enter(person))
  }

  storm(): Promise<void> {
    return this.#inParallel(this.#members, async (member) => {
      await this.#enter(member)
      await this.#joinChannel(member)
    })
  }

  expectEnd(): void {
    for (const client of this.#clients.values()) client.expectEnd()
  }

  async makeChannels(): Promise<void> {
    const makers = this.#members.filter(({ seat }) => seat === 0)
    await this.#inParallel(makers, async ({ number, channel }) => {
      await this.#door.makeChannel(this.#clientOf(number), channelName(channel))
    })
  }

  /** Seat by seat: who is in several channels joins one after the other. */
  async joinChannels(): Promise<void> {
    const joiners = this.#members.filter(({ seat }) => seat > 0)
    for (const [, inOneSeat] of Map.groupBy(joiners, ({ seat }) => seat))
      await this.#inParallel(inOneSeat, (joiner) => this.#joinChannel(joiner))
  }

  talk(pace: Pace): void {
    const { layout } = this.#options
    this.#talk ??= this.#beginReceiving()
    const all = layout.channelSizes.reduce((sum, size) => sum + Math.min(size, layout.sendersPerChannel), 0)
    this.#talk.begin(pace, this.#talk.sentBy().size / all)
  }

  async signInAgain(how: { readonly atOnce: number; readonly seconds: number }): Promise<HistogramRecord> {
    const deadline = performance.now() + how.seconds * 1000
    const latency = new Histogram()
    let next = 0
    const lane = async (): Promise<void> => {
      while (performance.now() < deadline) {
        const began = performance.now()
        const number = this.#people[next++ % this.#people.length]?.number ?? 0
        const client = this.#connect(number)
        await this.#door.enter(client, userName(number))
        if (performance.now() < deadline) latency.add((performance.now() - began) * 1000)
        await client.leave()
      }
    }
    await Promise.all(Array.from({ length: how.atOnce }, lane))
    return latency.record()
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

  /** By the number of each sender. */
  #observers(): ReadonlyMap<number, number> {
    const { layout } = this.#options
    if (!this.#door.echoes) return observersOf(this.#members, layout)
    return new Map(this.#members.map(({ number }) => [number, number]))
  }

  async #enter({ number }: Member): Promise<void> {
    const client = this.#connect(number)
    this.#clients.set(number, client)
    await this.#door.enter(client, userName(number))
  }

  async #joinChannel({ number, channel }: Member): Promise<void> {
    await this.#door.joinChannel(this.#clientOf(number), channelName(channel))
  }

  #beginReceiving(): Talk {
    const { sendersPerChannel } = this.#options.layout
    const senders = this.#members
      .filter(({ seat }) => seat < sendersPerChannel)
      .map((member) => ({ ...member, client: this.#clientOf(member.number) }))
    const talk = new Talk(senders, { door: this.#door, tally: this.#tally })
    const observed = (sender: number): void => talk.arrived(sender)
    const receive: Receive = (client, bytes) => {
      const chunk = this.#reader.read(bytes)
      this.#tally.take(client.number, chunk, observed)
      if (chunk.answer !== '') client.send(chunk.answer)
      talk.refill()
    }
    for (const client of this.#clients.values()) client.onlyReceive(receive)
    return talk
  }

  #due(): number {
    const { channelSizes, sendersPerChannel } = this.#options.layout
    const sent = this.#talk?.sentBy()
    const withoutEcho = this.#door.echoes ? 0 : 1
    return this.#members
      .filter(({ seat }) => seat < sendersPerChannel)
      .reduce(
        (sum, { number, channel }) =>
          sum + (sent?.get(number) ?? 0) * ((channelSizes[channel] ?? 0) - withoutEcho),
        0,
      )
  }

  #clientOf(number: number): BenchClient {
    const client = this.#clients.get(number)
    if (client === undefined) throw new Error(`${userName(number)} has not come in`)
    return client
  }

  #connect(number: number): BenchClient {
    const from = `127.0.0.${2 + (number % addresses)}`
    return new BenchClient(
      number,
      { port: this.#options.port, from, tls: this.#options.tls },
      { door: this.#door, shared: this.#shared },
    )
  }

  async #inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const rest = items.values()
    const lane = async (): Promise<void> => {
      for (const item of rest) await work(item)
    }
    await Promise.all(Array.from({ length: this.#options.inFlight }, lane))
  }
}
