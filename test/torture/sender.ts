/** One person of the kill test: sends numbered messages as fast as they are acknowledged, and remembers what was seen. */
import type { Random } from '../fuzz/random.ts'
import type { LineClient } from '../door/line-client.ts'
import type { Ledger, Step } from './ledger.ts'
import { pairPlace } from './stored.ts'

export interface SenderOptions {
  readonly client: LineClient
  readonly ledger: Ledger
  readonly random: Random
  readonly round: number
  readonly channels: readonly string[]
  readonly others: readonly string[]
  /** Steps that may be under way at once. */
  readonly window: number
  /** Told of every acknowledgement. */
  readonly acknowledged: () => void
}

interface Asked {
  readonly step: Step
  readonly line: string
  /** The server's own line that acknowledges it. */
  readonly answer: string
}

export class Sender {
  /** The texts of channel messages this person was shown, by channel, in the order shown. */
  readonly seen = new Map<string, string[]>()
  readonly #options: SenderOptions
  readonly #asked: Asked[] = []
  #count = 0
  #current: string
  /** The place of what was said last; `null` once that was deleted or the place changed. */
  #saidLast: string | null = null

  constructor(options: SenderOptions, current: string) {
    this.#options = options
    this.#current = current
    options.client.onLine = (line) => this.#took(line)
  }

  begin(): void {
    for (let index = 0; index < this.#options.window; index += 1) this.#sendNext()
  }

  #took(line: string): void {
    const shown = /^\[(#\S+)\] \S+: (r\S+)/.exec(line)
    if (shown?.[1] !== undefined && shown[2] !== undefined) this.#saw(shown[1], shown[2])
    if (line !== this.#asked[0]?.answer) return
    this.#asked.shift()
    this.#options.ledger.acknowledged += 1
    this.#options.acknowledged()
    this.#sendNext()
  }

  #saw(channel: string, text: string): void {
    const seen = this.seen.get(channel)
    if (seen === undefined) this.seen.set(channel, [text])
    else seen.push(text)
  }

  #sendNext(): void {
    const asked = this.#choose()
    this.#asked.push(asked)
    this.#options.ledger.add(asked.step)
    this.#options.client.say(asked.line)
  }

  #choose(): Asked {
    const { random, ledger, channels, others } = this.#options
    const kind = random.weighted({ say: 70, pm: 15, edit: 7, delete: 4, switch: 4 })
    if (kind === 'pm') return this.#privately(random.pick(others))
    if (kind === 'switch') return this.#switch(random.pick(channels))
    // Changed is what was said last, wherever that was; after a change of place the newest of one's own there.
    const place = this.#saidLast ?? this.#current
    if (kind === 'edit' && ledger.hasOwn(place)) return this.#edit(place)
    if (kind === 'delete' && ledger.hasOwn(place)) return this.#delete(place)
    const text = this.#text()
    this.#saidLast = this.#current
    const answer = `[${this.#current}] ${ledger.name}: ${text}`
    return { step: { kind: 'say', place: this.#current, text }, line: text, answer }
  }

  #switch(place: string): Asked {
    this.#current = place
    this.#saidLast = null
    return { step: { kind: 'switch', place }, line: `/switch ${place}`, answer: `* talking in ${place}` }
  }

  #edit(place: string): Asked {
    const text = this.#text()
    const other = this.#otherOf(place)
    const shown = other === null ? `[${place}] ${this.#options.ledger.name}:` : `[pm -> ${other}]`
    return { step: { kind: 'edit', place, text }, line: `/edit ${text}`, answer: `${shown} ${text} (edited)` }
  }

  #delete(place: string): Asked {
    this.#saidLast = null
    const where = this.#otherOf(place) === null ? place : 'your conversation'
    const answer = `* ${this.#options.ledger.name} deleted a message in ${where}`
    return { step: { kind: 'delete', place }, line: '/delete', answer }
  }

  #privately(other: string): Asked {
    const text = this.#text()
    const place = pairPlace(this.#options.ledger.name, other)
    this.#saidLast = place
    return {
      step: { kind: 'say', place, text },
      line: `/pm ${other} ${text}`,
      answer: `[pm -> ${other}] ${text}`,
    }
  }

  /** With whom a private conversation is; `null` for a channel. */
  #otherOf(place: string): string | null {
    if (place.startsWith('#')) return null
    return place.split(' ').find((name) => name !== this.#options.ledger.name) ?? null
  }

  /** Unique for all time, of many lengths. */
  #text(): string {
    const { ledger, round, random } = this.#options
    this.#count += 1
    const padding = random.chance(0.1) ? 'ü'.repeat(random.whole(1, 1500)) : 'x'.repeat(random.whole(0, 60))
    return `r${round}.${ledger.name}.${this.#count}.${padding}`
  }
}
