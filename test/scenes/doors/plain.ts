/** Puts people in front of the plain-text door: wire lines out, facts recognised in the lines that come back. */
import type { Deed } from './deeds.ts'
import type { Fact } from './facts.ts'
import { LineWire } from './line-wire.ts'
import type { Driver, Person, Where } from './person.ts'
import { plainLookups, type Lookup } from './plain-answers.ts'
import { plainDeeds } from './plain-deeds.ts'
import { plainFacts } from './plain-facts.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

/** What may stand before a line without being part of it: questions, and telnet's echo switched on or off. */
// oxlint-disable-next-line no-control-regex -- a byte of telnet's protocol
const questions = /^(?:\ufffd\ufffd\u0001|(?:Current password|New password|Password|The same again): )+/

export const plainDriver: Driver = {
  name: 'plain',
  async connect(where) {
    const wire = await LineWire.open(where, (text) => text.replace(questions, ''))
    const person = new PlainPerson(where, wire)
    const greeted = await wire.take(
      () => true,
      () => 'a greeting',
    )
    // Whoever is turned away has been refused, and a scene must expect that.
    for (const line of wire.lines) if (greeted.startsWith('! ')) line.noticed = false
    return person
  },
}

class PlainPerson implements Person {
  readonly name: string
  readonly wire: LineWire
  readonly longestSilence = Infinity
  readonly #where: Where
  #password = ''
  /** The same user's client at the API, for what this door has no words for. */
  #second: Person | null = null
  #fences = 0

  constructor(where: Where, wire: LineWire) {
    this.name = where.name
    this.#where = where
    this.wire = wire
  }

  get connected(): boolean {
    return this.wire.connected
  }

  async does(deed: Deed): Promise<void> {
    if ('password' in deed) this.#password = deed.password
    const typed = plainDeeds[deed.do] as ((deed: Deed, name: string) => readonly string[]) | null
    if (typed === null) await this.#elsewhere((second) => second.does(deed))
    else await this.#type(typed(deed, this.name))
  }

  async asks<Q extends QuestionName>(question: Question<Q>): Promise<Answer<Q>> {
    const lookup: Lookup<Q> | null = plainLookups[question.ask]
    if (lookup === null) return this.#elsewhere((second) => second.asks(question))
    const from = this.wire.lines.length
    await this.#type(lookup.type(question))
    const answered = this.wire.lines.slice(from).filter(({ text }) => lookup.isPart(text, question))
    for (const line of answered) line.noticed = true
    return lookup.read(
      answered.map(({ text }) => text),
      question,
    )
  }

  async sees(fact: Fact): Promise<void> {
    if (fact.see === 'refused' && this.#second?.unexpectedRefusal() != null) return this.#second.sees(fact)
    await this.wire.take(recogniser(fact), () => describe(fact))
  }

  async hasSeen(fact: Fact): Promise<boolean> {
    await this.fence()
    return this.wire.unnoticed(recogniser(fact)) !== null
  }

  unexpectedRefusal(): string | null {
    const own = this.wire.unnoticed((line) => line.startsWith('! '))
    return own?.text ?? this.#second?.unexpectedRefusal() ?? null
  }

  /** An unknown `/help` topic costs nothing, works for visitors too, and its answer names it. */
  async fence(): Promise<void> {
    await this.#fenced()
  }

  async breathes(): Promise<void> {
    // Asked for nothing; how long one may stay silent is a matter of scenes.
  }

  disconnected(): Promise<void> {
    return this.wire.closed()
  }

  breaks(): void {
    this.wire.cut()
  }

  lastLines(): readonly string[] {
    return this.wire.lines.map(({ text }) => text)
  }

  async #elsewhere<T>(done: (second: Person) => Promise<T>): Promise<T> {
    const second = await this.#where.elsewhere('api')
    this.#second = second
    await second.does({ do: 'sign-in', password: this.#password })
    const answer = await done(second)
    await second.does({ do: 'quit' })
    await this.fence()
    return answer
  }

  async #type(lines: readonly string[]): Promise<void> {
    const [first = '', ...rest] = lines
    if (!first.startsWith('/switch ')) {
      for (const line of lines) this.wire.type(line)
      return this.fence()
    }
    this.wire.type(first)
    const before = this.wire.lines.length
    await this.#fenced()
    const told = this.wire.lines.slice(before)
    for (const { text } of told) if (text.startsWith('! ')) return
    for (const line of told) if (line.text.startsWith('* talking in ')) line.noticed = true
    await this.#type(rest)
  }

  async #fenced(): Promise<void> {
    const topic = `fence-${++this.#fences}`
    this.wire.type(`/help ${topic}`)
    await this.wire.until(`! no such command: /${topic} (/help lists them)`)
  }
}

function recogniser(fact: Fact): (line: string) => boolean {
  const recognise = plainFacts[fact.see] as (fact: Fact) => (line: string) => boolean
  return recognise(fact)
}

export function describe(fact: Fact): string {
  const { see, ...details } = fact
  const words = Object.entries(details).map(([key, value]) => `${key} ${JSON.stringify(value)}`)
  return [see, ...words].join(', ')
}
