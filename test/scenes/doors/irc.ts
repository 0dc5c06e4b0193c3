/** Puts people in front of the IRC door, with a client of today: deeds become commands, facts are recognised in the lines that come back. */
import type { Deed } from './deeds.ts'
import type { Fact } from './facts.ts'
import { ircLookups, type Lookup } from './irc-answers.ts'
import { ircDeeds, type Hand } from './irc-deeds.ts'
import { ircFacts, type LineFact } from './irc-facts.ts'
import { parseLine, type IrcLine } from './irc-line.ts'
import { IrcMemory } from './irc-memory.ts'
import { refusalOf } from './irc-refusals.ts'
import { LineWire } from './line-wire.ts'
import type { Driver, Person, Where } from './person.ts'
import { describe } from './plain.ts'
import { plainLookups } from './plain-answers.ts'
import { plainDeeds } from './plain-deeds.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

const capabilities =
  'account-notify account-tag away-notify batch chghost echo-message extended-join message-tags multi-prefix sasl ' +
  'server-time setname standard-replies draft/account-registration draft/message-redaction draft/multiline'

export const ircDriver: Driver = {
  name: 'irc',
  async connect(where) {
    const memory = new IrcMemory()
    const wire = await LineWire.open(where, memory.shape())
    wire.type('CAP LS 302')
    const greeting = await wire.take(
      () => true,
      () => 'an answer to CAP LS',
    )
    const person = new IrcPerson({ where, wire, memory, serverName: parseLine(greeting).from })
    await person.negotiates(parseLine(greeting))
    return person
  },
}

interface Equipment {
  readonly where: Where
  readonly wire: LineWire
  readonly memory: IrcMemory
  readonly serverName: string
}

class IrcPerson implements Person, Hand {
  readonly name: string
  readonly wire: LineWire
  readonly longestSilence = Infinity
  readonly #where: Where
  readonly #memory: IrcMemory
  readonly #serverName: string
  /** What was played back at the last sign-in and not noticed yet: how much, by channel or person. */
  #missed = new Map<string, number>()
  #password = ''
  #second: Person | null = null
  #fences = 0

  constructor({ where, wire, memory, serverName }: Equipment) {
    this.name = where.name
    this.wire = wire
    this.#where = where
    this.#memory = memory
    this.#serverName = serverName
  }

  get connected(): boolean {
    return this.wire.connected
  }

  get welcomed(): boolean {
    return this.#memory.welcomed
  }

  /** Asks for everything that is offered and known. Whoever is turned away has been refused, and a scene must expect that. */
  async negotiates(greeting: IrcLine): Promise<void> {
    if (refusalOf(greeting) !== null) for (const line of this.wire.lines) line.noticed = false
    if (greeting.command !== 'CAP') return
    await this.fence()
    const lists = this.wire.lines.map(({ text }) => parseLine(text).params.at(-1) ?? '')
    const offered = lists.flatMap((list) => list.split(' ')).map((word) => word.replace(/=.*/, ''))
    const wanted = capabilities.split(' ').filter((name) => offered.includes(name))
    await this.sends(`CAP REQ :${wanted.join(' ')}`)
  }

  async does(deed: Deed): Promise<void> {
    const isEntering = deed.do === 'register' || deed.do === 'sign-in' || deed.do === 'enter-as-guest'
    if ('password' in deed) this.#password = deed.password
    const before = this.wire.lines.length
    const doing = ircDeeds[deed.do] as (deed: Deed, hand: Hand) => Promise<unknown>
    await doing(deed, this)
    if (isEntering) this.#countMissed(before)
  }

  async asks<Q extends QuestionName>(question: Question<Q>): Promise<Answer<Q>> {
    const lookup: Lookup<Q> | null = ircLookups[question.ask]
    if (lookup === null) return this.#asksElsewhere(question)
    const before = this.wire.lines.length
    const came = await this.sends(...lookup.send(question))
    const isPart = (line: IrcLine): boolean => refusalOf(line) === null && lookup.isPart(line, came)
    const answered = this.wire.lines.slice(before).filter(({ text }) => lookup.isPart(parseLine(text), came))
    for (const line of answered) line.noticed = true
    return lookup.read(came.filter(isPart))
  }

  async sees(fact: Fact): Promise<void> {
    if (fact.see === 'missed') return this.#takeMissed(fact)
    if (fact.see === 'refused' && this.#second?.unexpectedRefusal() != null) return this.#second.sees(fact)
    await this.wire.take(this.#recogniser(fact), () => describe(fact))
  }

  async hasSeen(fact: Fact): Promise<boolean> {
    await this.fence()
    if (fact.see === 'missed-anything') return this.#missed.size > 0
    return this.wire.unnoticed(this.#recogniser(fact)) !== null
  }

  unexpectedRefusal(): string | null {
    const own = this.wire.unnoticed((text) => refusalOf(parseLine(text)) !== null)
    return own?.text ?? this.#second?.unexpectedRefusal() ?? null
  }

  async fence(): Promise<void> {
    const token = `fence-${++this.#fences}`
    this.wire.type(`PING ${token}`)
    await this.wire.until(`:${this.#serverName} PONG ${this.#serverName} ${token}`)
  }

  async breathes(): Promise<void> {
    // Asked for nothing within a day.
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

  sends(...lines: readonly string[]): Promise<readonly IrcLine[]> {
    return this.quietly(() => false, ...lines)
  }

  async quietly(
    isNoNews: (line: IrcLine) => boolean,
    ...lines: readonly string[]
  ): Promise<readonly IrcLine[]> {
    const before = this.wire.lines.length
    for (const line of lines) this.wire.type(line)
    await this.fence()
    const came = this.wire.lines.slice(before)
    for (const line of came) line.noticed ||= isNoNews(parseLine(line.text))
    return came.map(({ text }) => parseLine(text))
  }

  async elsewhere(deed: Deed): Promise<boolean> {
    const door = deed.do !== 'register' && plainDeeds[deed.do] === null ? 'api' : 'plain'
    const second = await this.#secondClient(door, deed.do !== 'register')
    if (second.unexpectedRefusal() === null) await second.does(deed)
    await this.#leavesSecond(second)
    return second.unexpectedRefusal() === null
  }

  lastOwn(channel: string): string | null {
    return this.#memory.lastOwn(channel)
  }

  idOf(channel: string, text: string): string | null {
    return this.#memory.idOf(channel, text)
  }

  lastPrivate(): { readonly from: string; readonly id: string } | null {
    return this.#memory.lastPrivate()
  }

  async #asksElsewhere<Q extends QuestionName>(question: Question<Q>): Promise<Answer<Q>> {
    const second = await this.#secondClient(plainLookups[question.ask] === null ? 'api' : 'plain', true)
    const answer = await second.asks(question)
    await this.#leavesSecond(second)
    return answer
  }

  async #secondClient(door: 'plain' | 'api', signsIn: boolean): Promise<Person> {
    const second = await this.#where.elsewhere(door)
    this.#second = second
    if (signsIn) await second.does({ do: 'sign-in', password: this.#password })
    return second
  }

  async #leavesSecond(second: Person): Promise<void> {
    await second.does({ do: 'quit' })
    await second.disconnected()
    await this.fence()
  }

  #countMissed(from: number): void {
    const came = this.wire.lines.slice(from).map(({ text }) => parseLine(text))
    this.#missed = new Map()
    for (const { command, params, from } of came) {
      if (command !== 'PRIVMSG' || from === this.#memory.nick) continue
      const where = params[0]?.startsWith('#') === true ? params[0] : from
      this.#missed.set(where, (this.#missed.get(where) ?? 0) + 1)
    }
  }

  async #takeMissed({ count, where }: { count: number; where: string }): Promise<void> {
    const found = this.#missed.get(where) ?? 0
    this.#missed.delete(where)
    if (found !== count) throw new Error(`missed ${found} messages in ${where}`)
  }

  #recogniser(fact: Fact): (text: string) => boolean {
    if (fact.see === 'text') {
      const wanted = fact.text.toLowerCase()
      return (text) => text.toLowerCase().includes(wanted)
    }
    const recognise = ircFacts[fact.see as LineFact] as (
      fact: Fact,
    ) => (line: IrcLine, memory: IrcMemory) => boolean
    const isFact = recognise(fact)
    return (text) => isFact(parseLine(text), this.#memory)
  }
}
