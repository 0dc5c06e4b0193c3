/** The torture of several nodes: people on all doors send numbered messages while one thing after another breaks; then all is accounted for. */
import { performance } from 'node:perf_hooks'
import { Random } from '../../fuzz/random.ts'
import { ApiTalker } from './api-talker.ts'
import { faultsOf } from './check.ts'
import { Cluster } from './cluster.ts'
import type { TortureDatabase } from './database.ts'
import { ircDoor, plainDoor } from './doors.ts'
import { faults, pause, scheduleOf, type FaultName } from './faults.ts'
import { LineTalker } from './line-talker.ts'
import type { Talker } from './talker.ts'
import { secretPlace, Warden } from './warden.ts'

export interface NodesOptions {
  readonly seed: number
  readonly database: TortureDatabase
  /** How long things break. */
  readonly seconds: number
  readonly people: number
  /** The shortest and the longest that one thing stays broken, in milliseconds. */
  readonly lasts: readonly [number, number]
  readonly report?: (line: string) => void
}

export interface NodesResult {
  readonly seconds: number
  readonly broken: Readonly<Partial<Record<FaultName, number>>>
  readonly said: number
  readonly acknowledged: number
  readonly refused: number
  readonly unknown: number
  readonly stored: number
  /** How often a message was seen by somebody. */
  readonly sights: number
  /** Sign-ins of clients that do not resume. */
  readonly spans: number
  /** How often somebody was put out of the private place. */
  readonly removals: number
  /** Connections that no node took. */
  readonly turnedAway: number
}

const places = ['#alpha', '#beta'] as const
/** Until everybody has heard the last word. */
const settleMs = 90_000
/** Within which a lost right takes effect everywhere, with the times of `cluster.ts`: two signs of life, a look, and the work. */
const boundMs = 8000

/** Rejects with everything that is wrong. */
export async function runNodes(options: NodesOptions): Promise<NodesResult> {
  const cluster = await Cluster.start(options.database)
  const run = new NodesRun(cluster, options)
  try {
    return await run.play()
  } finally {
    run.leave()
    await cluster.close()
  }
}

class NodesRun {
  readonly #cluster: Cluster
  readonly #options: NodesOptions
  readonly #random: Random
  readonly #talkers: readonly Talker[]
  readonly #warden: Warden
  readonly #broken: Partial<Record<FaultName, number>> = {}

  constructor(cluster: Cluster, options: NodesOptions) {
    this.#cluster = cluster
    this.#options = options
    this.#random = new Random(options.seed)
    this.#talkers = Array.from({ length: options.people }, (_, index) => this.#talker(index))
    this.#warden = wardenAmong(this.#talkers, new Random(options.seed - 1))
  }

  async play(): Promise<NodesResult> {
    const began = performance.now()
    for (let from = 0; from < this.#talkers.length; from += 20)
      await Promise.all(this.#talkers.slice(from, from + 20).map((talker) => talker.enter()))
    this.#tell(`${this.#talkers.length} people are in`)
    await this.#warden.open()
    for (const talker of this.#talkers) talker.talk()
    this.#warden.watch()
    await this.#breakThings()
    await this.#settle()
    const { stored, lastPositions } = await this.#options.database.read()
    const diaries = this.#talkers.map(({ diary }) => diary)
    const { removals, names } = this.#warden
    const members = new Map([[secretPlace, names]])
    const evidence = { stored, lastPositions, diaries, removals, members, boundMs }
    const found = faultsOf(evidence)
    if (found.length > 0)
      throw new Error(`seed ${this.#options.seed}: ${found.length} faults\n${found.slice(0, 40).join('\n')}`)
    return this.#result(stored.length, began)
  }

  leave(): void {
    for (const talker of this.#talkers) talker.leave()
  }

  /** A third by each door. */
  #talker(index: number): Talker {
    const random = new Random(this.#options.seed + 1 + index)
    const made = { name: `p${index}`, places, random, pauseMs: 1000 }
    const door = (['plain', 'irc', 'http'] as const)[index % 3] ?? 'plain'
    const options = { ...made, port: this.#cluster.port(door) }
    if (door === 'http') return new ApiTalker(options)
    return new LineTalker(door === 'plain' ? plainDoor : ircDoor, options)
  }

  async #breakThings(): Promise<void> {
    const ends = performance.now() + this.#options.seconds * 1000
    const schedule = scheduleOf(this.#random)
    const { lasts } = this.#options
    while (performance.now() < ends) {
      await pause(this.#random.whole(500, 3000))
      const name = schedule.next().value as FaultName
      this.#tell(name)
      this.#broken[name] = (this.#broken[name] ?? 0) + 1
      await faults[name]({ cluster: this.#cluster, random: this.#random, lasts })
    }
  }

  /** All is whole again: a last word in each place, which everybody has to hear. */
  async #settle(): Promise<void> {
    this.#tell('everything works again')
    await this.#warden.rest()
    await Promise.all(this.#talkers.map((talker) => talker.fallSilent()))
    const ends = performance.now() + settleMs
    for (const place of places) {
      const text = await this.#lastWord(place, ends)
      for (const talker of this.#talkers) await this.#hears(talker, { place, text, ends })
    }
  }

  async #hears(
    talker: Talker,
    { place, text, ends }: { readonly place: string; readonly text: string; readonly ends: number },
  ): Promise<void> {
    while (!talker.hasSeen(place, text)) {
      const { name, door } = talker.diary
      if (performance.now() > ends)
        throw new Error(
          `seed ${this.#options.seed}: ${name} (${door}) did not hear the last word of ${place}: ${talker.describe()}`,
        )
      await pause(50)
    }
  }

  async #lastWord(place: string, ends: number): Promise<string> {
    const speaker = this.#talkers.find((talker) => talker instanceof ApiTalker)
    if (!(speaker instanceof ApiTalker)) throw new Error('nobody is there to say the last word')
    while (performance.now() < ends) {
      const said = await speaker.say(place)
      if (said.outcome === 'acknowledged') return said.text
    }
    throw new Error(`seed ${this.#options.seed}: the last word could not be said`)
  }

  #result(stored: number, began: number): NodesResult {
    const diaries = this.#talkers.map(({ diary }) => diary)
    const said = diaries.flatMap((diary) => diary.said)
    const spans = diaries.flatMap((diary) => diary.spans)
    const count = (outcome: string) => said.filter((one) => one.outcome === outcome).length
    return {
      seconds: Math.round((performance.now() - began) / 100) / 10,
      broken: this.#broken,
      said: said.length,
      acknowledged: count('acknowledged'),
      refused: count('refused'),
      unknown: count('unknown'),
      stored,
      sights: spans.flatMap(({ seen }) => [...seen.values()]).reduce((sum, { length }) => sum + length, 0),
      spans: diaries.filter(({ door }) => door !== 'api').reduce((sum, diary) => sum + diary.spans.length, 0),
      removals: this.#warden.removals.length,
      turnedAway: [...this.#cluster.balancers.values()].reduce((sum, { refused }) => sum + refused, 0),
    }
  }

  #tell(line: string): void {
    this.#options.report?.(line)
  }
}

/** The first who comes by the API, and every other of those who can talk in several places. */
function wardenAmong(talkers: readonly Talker[], random: Random): Warden {
  const able = talkers.filter(({ diary }) => diary.door !== 'plain')
  const self = able.find((talker) => talker instanceof ApiTalker)
  if (!(self instanceof ApiTalker)) throw new Error('it takes three people at least')
  const members = able.filter((talker, index) => talker !== self && index % 2 === 0)
  return new Warden(self, members, random)
}
