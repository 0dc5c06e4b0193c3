/** Owns who sends when: as many as a window allows, or at a fixed rate whatever comes back. */
import type { Member } from '../layout.ts'
import type { BenchClient } from './client.ts'
import type { Door } from './doors/door.ts'
import { messageText, microseconds, type TextKind } from './message.ts'
import type { Tally } from './tally.ts'

export interface Pace {
  /** Messages a second of all senders together, of all generators; 0: as the window allows. */
  readonly rate: number
  /** How many of its own messages each sender keeps on their way; they have arrived when its observer has received them. */
  readonly window: number
  readonly text?: TextKind | undefined
}

export interface Sender extends Member {
  readonly client: BenchClient
}

const tickMs = 1

export class Talk {
  readonly #senders: readonly Sender[]
  readonly #byNumber: ReadonlyMap<number, Sender>
  readonly #door: Door
  readonly #tally: Tally
  /** The next sequence number, by client; kept from one talk to the next. */
  readonly #next: Map<number, number>
  /** How many of each sender's messages have arrived since it last sent. */
  readonly #arrived = new Map<number, number>()
  #window = 0
  #text: TextKind = 'words'
  #timer: NodeJS.Timeout | undefined

  constructor(senders: readonly Sender[], { door, tally }: { readonly door: Door; readonly tally: Tally }) {
    this.#senders = senders
    this.#byNumber = new Map(senders.map((sender) => [sender.number, sender]))
    this.#door = door
    this.#tally = tally
    this.#next = new Map(senders.map(({ number }) => [number, 0]))
  }

  /** `share` is the part of the rate that falls to these senders. */
  begin({ rate, window, text = 'words' }: Pace, share: number): void {
    this.#text = text
    if (rate > 0) return this.#beginRate(rate * share)
    this.#window = window
    for (const sender of this.#senders) this.#send(sender, window, microseconds())
  }

  /** A sender's message has arrived; what may follow it leaves with `refill`. */
  arrived(sender: number): void {
    this.#arrived.set(sender, (this.#arrived.get(sender) ?? 0) + 1)
  }

  refill(): void {
    if (this.#arrived.size === 0) return
    for (const [number, count] of this.#arrived) {
      const sender = this.#byNumber.get(number)
      if (this.#window > 0 && sender !== undefined) this.#send(sender, count, microseconds())
    }
    this.#arrived.clear()
  }

  end(): void {
    clearInterval(this.#timer)
    this.#window = 0
  }

  /** How many each sender has sent. */
  sentBy(): ReadonlyMap<number, number> {
    return this.#next
  }

  /** A message is stamped with the time it was due, so that a late sender counts as latency. */
  #beginRate(rate: number): void {
    const interval = 1e6 / rate
    const began = microseconds()
    let sent = 0
    this.#timer = setInterval(() => {
      const now = microseconds()
      for (let due = began + sent * interval; due <= now; due = began + sent * interval) {
        const sender = this.#senders[sent % this.#senders.length]
        if (sender !== undefined) this.#send(sender, 1, Math.floor(due))
        this.#tally.lateness.add(now - due)
        sent += 1
      }
    }, tickMs)
  }

  #send({ client, number, channel }: Sender, count: number, time: number): void {
    const first = this.#next.get(number) ?? 0
    let said = ''
    for (let sequence = first; sequence < first + count; sequence += 1) {
      const text = messageText(number, sequence, time, this.#text)
      said += this.#door.say({ sender: number, channel, sequence, text })
    }
    this.#next.set(number, first + count)
    this.#tally.sent += count
    client.send(said)
  }
}
