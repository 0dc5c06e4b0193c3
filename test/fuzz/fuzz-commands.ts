/** The fuzz of commands: people do anything at random, all at once, and leave without a word; after each burst the rules are checked. */
import { join } from 'node:path'
import { connectConsole, type ConsoleClient } from '../../src/cli/console-client.ts'
import type { LineClient } from '../door/line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../door/server-in-process.ts'
import { randomLine, randomOrder, type Vocabulary } from './commands.ts'
import { Person } from './people.ts'
import { Random } from './random.ts'
import { brokenRules, positionFaults } from './rules.ts'
import { Snapshots, uniquePart, type Snapshot } from './snapshot.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly bursts: number
  readonly report?: (line: string) => void
}

export interface FuzzResult {
  readonly bursts: number
  readonly lines: number
  readonly shown: number
  readonly messages: number
  readonly channels: number
}

const names = Array.from({ length: 8 }, (_, index) => `f${index}`)
const channels = ['#general', '#two', '#hall', '#secret1', '#secret2', '#secret3', '#Ünï-日本']

/** Rejects with everything that is wrong after the first bad burst. */
export async function fuzzCommands(options: FuzzOptions): Promise<FuzzResult> {
  const server = await startInProcess(['users.guests=true', 'log.level=info'])
  const fuzz = new CommandFuzz(options, server)
  try {
    return await fuzz.run()
  } finally {
    await fuzz.close()
    await server.stop()
  }
}

class CommandFuzz {
  readonly #options: FuzzOptions
  readonly #server: ServerInProcess
  readonly #random: Random
  readonly #snapshots: Snapshots
  /** Some have two connections; two are guests. */
  readonly #people = [...names, ...names.slice(0, 4), null, null].map((name) => new Person(name))
  readonly #words: Vocabulary
  #console: ConsoleClient | null = null
  /** Which connection said a text. */
  readonly #saidBy = new Map<string, LineClient>()
  #texts = 1000
  #lines = 0
  #shown = 0
  #logged = 0
  /** What was said and done in this burst, for the report of a fault. */
  #deeds: string[] = []

  constructor(options: FuzzOptions, server: ServerInProcess) {
    this.#options = options
    this.#server = server
    this.#random = new Random(options.seed)
    this.#snapshots = new Snapshots(server.data)
    this.#words = { names: [...names, 'nobody'], channels, text: () => this.#text() }
  }

  async run(): Promise<FuzzResult> {
    await this.#begin()
    let before = this.#snapshots.take()
    for (let burst = 1; burst <= this.#options.bursts; burst += 1) {
      before = await this.#burst(burst, before)
      if (burst % 100 === 0)
        this.#options.report?.(`burst ${burst}: ${this.#lines} lines said, ${this.#shown} shown`)
    }
    before = await this.#checkPositions(before)
    if (this.#snapshots.integrity() !== 'ok') this.#fail(this.#options.bursts, ['the database is damaged'])
    return {
      bursts: this.#options.bursts,
      lines: this.#lines,
      shown: this.#shown,
      messages: before.said.size,
      channels: before.places.size,
    }
  }

  /** What was under way when a connection ended may take a moment to be both stored and logged. */
  async #checkPositions(last: Snapshot): Promise<Snapshot> {
    let after = last
    for (let tries = 1; ; tries += 1) {
      const faults = positionFaults(this.#server.log, after)
      if (faults.length === 0) return after
      if (tries === 50) this.#fail(this.#options.bursts, faults)
      await this.#settle(`end${tries}`)
      after = this.#snapshots.take()
    }
  }

  async close(): Promise<void> {
    this.#console?.close()
    this.#snapshots.close()
    for (const { client } of this.#people) client?.destroy()
    await Promise.all(this.#people.map(({ client }) => client?.ended ?? Promise.resolve()))
  }

  async #begin(): Promise<void> {
    const path = join(this.#server.data, 'console.sock')
    this.#console = await connectConsole({ path, systemUser: 'tester', onEvent: () => undefined })
    for (const person of this.#people.slice(0, names.length)) await person.open(this.#server.port, 'register')
    await this.#settle('begin')
    for (const person of this.#people) person.take()
  }

  async #burst(burst: number, before: Snapshot): Promise<Snapshot> {
    this.#deeds = []
    const entering = await this.#reopen()
    const speaking = this.#people.filter((person) => person.isOpen && !entering.includes(person))
    const orders: Promise<unknown>[] = []
    for (let count = this.#random.whole(1, 8); count > 0 && speaking.length > 0; count -= 1) {
      const person = this.#random.pick(speaking)
      this.#speak(person, this.#linesOf(person, entering))
    }
    if (this.#random.chance(0.2)) orders.push(this.#order())
    if (this.#random.chance(0.3)) this.#cutOff(this.#random.pick(this.#people))
    await Promise.all(orders)
    await this.#settle(`${burst}a`)
    await this.#settle(`${burst}b`)
    return this.#check(burst, before)
  }

  async #reopen(): Promise<readonly Person[]> {
    const closed = this.#people.filter((person) => !person.isOpen && this.#random.chance(0.7))
    this.#deeds.push(...closed.map(({ name }) => `${String(name)} signs in`))
    await Promise.all(closed.map((person) => person.open(this.#server.port, 'login')))
    return closed
  }

  /** Anything; now and then an invitation is followed, or somebody is written to in the very moment they sign in. */
  #linesOf(person: Person, entering: readonly Person[]): readonly string[] {
    const random = this.#random
    const lines = Array.from({ length: random.whole(1, 3) }, () => randomLine(random, this.#words))
    if (person.invitedTo !== null && random.chance(0.3)) lines.unshift(`/join ${person.invitedTo}`)
    const arriving = entering.find(({ name }) => name !== null)
    if (arriving !== undefined)
      lines.push(...['', '', ''].map(() => `/pm ${String(arriving.name)} ${this.#text()}`))
    return lines
  }

  #speak(person: Person, lines: readonly string[]): void {
    this.#lines += lines.length
    const { client } = person
    if (client === null) return
    for (const [text] of lines.join('\n').matchAll(uniquePart)) this.#saidBy.set(text, client)
    this.#deeds.push(...lines.map((line) => `${String(person.user)}: ${line}`))
    client.say(...lines)
  }

  async #order(): Promise<void> {
    const line = randomOrder(this.#random, names)
    this.#deeds.push(`console: ${line}`)
    await this.#console?.run({ line, json: this.#random.chance(0.5), ask: () => Promise.resolve(null) })
  }

  #cutOff({ name, client }: Person): void {
    this.#deeds.push(`${String(name)} is cut off`)
    if (this.#random.chance(0.5)) client?.destroy()
    else client?.end()
  }

  async #settle(mark: string): Promise<void> {
    await Promise.all(this.#people.map((person) => person.settle(mark)))
  }

  #check(burst: number, before: Snapshot): Snapshot {
    const after = this.#snapshots.take()
    const shown = this.#people.map((person) => person.take())
    const log = this.#server.log.slice(this.#logged)
    this.#logged = this.#server.log.length
    for (const { lines } of shown) this.#shown += lines.length
    const faults = [...unexpected(log), ...brokenRules({ before, after, shown, log, isOpen: this.#isOpen })]
    if (faults.length > 0) this.#fail(burst, faults)
    return after
  }

  /** Nobody waits for what a connection was doing when it ended. */
  readonly #isOpen = (text: string): boolean => this.#saidBy.get(text)?.isOver === false

  #text(): string {
    this.#texts += 1
    return `t${this.#texts}z${this.#random.pick([' word', '', ' and more words', ' ü 日本語 🎈'])}`
  }

  #fail(burst: number, faults: readonly string[]): never {
    const told = this.#server.log
      .slice(-40)
      .map(({ message, fields }) => `log: ${message} ${JSON.stringify(fields)}`)
    const all = [...faults.slice(0, 10), 'In this burst:', ...this.#deeds, ...told]
    throw new Error(`seed ${this.#options.seed}, burst ${burst}:\n${all.join('\n')}`)
  }
}
