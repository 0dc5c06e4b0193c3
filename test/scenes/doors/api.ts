/** Puts people in front of the API door: deeds become calls over its WebSocket, facts are recognised in the events that come. */
import type { CallAnswer, CallInput, CallName } from '../../../src/protocols/api/wire.ts'
import { apiAnswers } from './api-answers.ts'
import { apiDeeds, type ApiHand } from './api-deeds.ts'
import { apiFacts, type ToldFact } from './api-facts.ts'
import { ApiMemory } from './api-memory.ts'
import { factOf, type Noted, type Told } from './api-told.ts'
import { ApiWire } from './api-wire.ts'
import type { Deed } from './deeds.ts'
import type { Fact } from './facts.ts'
import type { Driver, Person, Where } from './person.ts'
import { describe } from './plain.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

/** Of the minute after which a silent client is closed. */
const mostSilence = 50_000

export const apiDriver: Driver = {
  name: 'http',
  async connect(where) {
    const before = where.before instanceof ApiPerson ? where.before.memory : null
    const memory = new ApiMemory(before)
    const wire = await ApiWire.open(where, (event) => memory.takes(event))
    const person = new ApiPerson(where, { wire, memory })
    // Signed in already: then what a client begins with is on its way.
    if (where.headers !== undefined) await person.fence()
    return person
  },
}

class ApiPerson implements Person, ApiHand {
  readonly name: string
  readonly memory: ApiMemory
  readonly wire = null
  readonly longestSilence = mostSilence
  readonly #wire: ApiWire
  /** How far the server knows that this person has read. */
  #marked = ''

  constructor({ name }: Where, { wire, memory }: { readonly wire: ApiWire; readonly memory: ApiMemory }) {
    this.name = name
    this.memory = memory
    this.#wire = wire
  }

  get connected(): boolean {
    return this.#wire.connected
  }

  async does(deed: Deed): Promise<void> {
    const doing = apiDeeds[deed.do] as (deed: Deed, hand: ApiHand) => Promise<unknown>
    await doing(deed, this)
    await this.#catchesUp()
  }

  asks<Q extends QuestionName>(question: Question<Q>): Promise<Answer<Q>> {
    return apiAnswers[question.ask](question, this)
  }

  async sees(fact: Fact): Promise<void> {
    if (fact.see === 'missed') return takeCount(this.memory.missed, fact)
    if (fact.see === 'mentioned') return takeCount(this.memory.mentioned, fact)
    await this.#wire.take(this.#recogniser(fact), () => describe(fact))
    await this.#catchesUp()
  }

  async hasSeen(fact: Fact): Promise<boolean> {
    await this.fence()
    if (fact.see === 'missed-anything') return this.memory.missed.size > 0
    return this.#wire.unnoticed(this.#recogniser(fact)) !== null
  }

  unexpectedRefusal(): string | null {
    return this.#wire.unnoticed(({ told }) => told.event === 'refused')?.text ?? null
  }

  /** What there is no call for is answered in its turn, to visitors too, and costs nothing. */
  async fence(): Promise<void> {
    await this.#wire.asks('fence', {})
    await this.#catchesUp()
  }

  breathes(): Promise<void> {
    return this.#wire.pings()
  }

  disconnected(): Promise<void> {
    return this.#wire.closed()
  }

  breaks(): void {
    this.#wire.cut()
  }

  lastLines(): readonly string[] {
    return this.#wire.kept.map(({ text }) => text)
  }

  async calls<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name> | null> {
    const answer = await this.#wire.asks(name, input)
    if (answer !== null && 'ok' in answer) return answer.ok as CallAnswer<Name>
    if (answer !== null) this.notes({ event: 'refused', error: answer.error })
    return null
  }

  async enters(way: string, input: object): Promise<void> {
    const answer = await this.#wire.asks(way, input)
    if (answer === null) return
    if ('error' in answer) return this.notes({ event: 'refused', error: answer.error })
    await this.fence()
  }

  notes(noted: Noted): void {
    this.#wire.keep(noted)
  }

  async leaves(): Promise<void> {
    await this.#catchesUp()
    this.#wire.leaves()
    await this.#wire.closed()
  }

  /** Fetches what was missed, page by page, and tells the server that it was seen. */
  async #catchesUp(): Promise<void> {
    while (this.memory.behind.size > 0 && this.connected)
      for (const channel of this.memory.behind.keys()) await this.#fetches(channel)
    const { positions } = this.memory
    const marked = JSON.stringify(positions)
    if (marked === this.#marked || positions.length === 0 || !this.connected) return
    this.#marked = marked
    await this.#wire.asks('message.mark-read', { positions })
  }

  async #fetches(id: string): Promise<void> {
    const after = this.memory.positionIn(id)
    const page = await this.calls('message.list-changes', { channel: id, after, limit: 100 })
    const channel = this.memory.channels.get(id)
    if (page === null || channel === undefined) return void this.memory.behind.delete(id)
    for (const change of page.changes) {
      if (change.position <= this.memory.positionIn(id)) continue
      const fact = factOf(channel, change, after)
      if (fact !== null) this.#shows(fact)
    }
    this.memory.caughtUp(id, page.position)
  }

  #shows(fact: Told): void {
    if (fact.event === 'message.sent') this.memory.remembers(fact)
    this.#wire.keep(fact)
  }

  #recogniser(fact: Fact): (kept: { readonly told: Told; readonly text: string }) => boolean {
    if (fact.see === 'text') {
      const wanted = fact.text.toLowerCase()
      return ({ text }) => text.toLowerCase().includes(wanted)
    }
    const recognise = apiFacts[fact.see as ToldFact] as (
      fact: Fact,
    ) => (told: Told, memory: ApiMemory) => boolean
    const isFact = recognise(fact)
    return ({ told }) => isFact(told, this.memory)
  }
}

function takeCount(
  counts: Map<string, number>,
  { count, where }: { readonly count: number; readonly where: string },
): void {
  const found = counts.get(where) ?? 0
  counts.delete(where)
  if (found !== count) throw new Error(`missed ${found} in ${where}`)
}
