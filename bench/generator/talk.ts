/** Owns who sends when: as many as a window allows, or at a fixed rate whatever comes back. */
import type { BenchClient } from './client.ts'
import { messageText, microseconds } from './message.ts'
import type { Tally } from './tally.ts'

export interface Pace {
  /** Messages a second of all senders together, of all generators; 0: as the window allows. */
  readonly rate: number
  /** How many of its own messages each sender keeps on their way; they have arrived when it has received them itself. */
  readonly window: number
}

const tickMs = 1

export class Talk {
  readonly #senders: readonly BenchClient[]
  readonly #tally: Tally
  /** The next sequence number, by client; kept from one talk to the next. */
  readonly #next: Map<number, number>
  #window = 0
  #timer: NodeJS.Timeout | undefined

  constructor(senders: readonly BenchClient[], tally: Tally) {
    this.#senders = senders
    this.#tally = tally
    this.#next = new Map(senders.map(({ number }) => [number, 0]))
  }

  /** `share` is the part of the rate that falls to these senders. */
  begin({ rate, window }: Pace, share: number): void {
    if (rate > 0) return this.#beginRate(rate * share)
    this.#window = window
    for (const sender of this.#senders) this.#send(sender, window, microseconds())
  }

  /** Some of a sender's own messages have come back to it. */
  returned(sender: BenchClient, count: number): void {
    if (this.#window > 0 && count > 0) this.#send(sender, count, microseconds())
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
        this.#tally.lateness = Math.max(this.#tally.lateness, now - due)
        sent += 1
      }
    }, tickMs)
  }

  #send(sender: BenchClient, count: number, time: number): void {
    const first = this.#next.get(sender.number) ?? 0
    let lines = ''
    for (let sequence = first; sequence < first + count; sequence += 1)
      lines += `${messageText(sender.number, sequence, time)}\n`
    this.#next.set(sender.number, first + count)
    this.#tally.sent += count
    sender.send(lines)
  }
}
