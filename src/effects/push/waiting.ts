/** Messages that may call somebody soon: those read, deleted or changed in the meantime call differently or not at all. */
import type { Message, MessageId } from '../../core/types.ts'
import type { Sent } from './calls.ts'

interface Entry {
  readonly due: number
  sent: Sent
}

export class Waiting {
  readonly #most: number
  #entries: Entry[] = []

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#entries.length
  }

  /** When the first is due; those added later are due later. */
  get due(): number | null {
    return this.#entries[0]?.due ?? null
  }

  /** `false`: there are too many. */
  add(sent: Sent, due: number): boolean {
    if (this.#entries.length >= this.#most) return false
    this.#entries.push({ sent, due })
    return true
  }

  drop(id: MessageId): void {
    if (this.#find(id) !== undefined)
      this.#entries = this.#entries.filter(({ sent }) => sent.message.id !== id)
  }

  edit(message: Message): void {
    const entry = this.#find(message.id)
    if (entry !== undefined) entry.sent = { ...entry.sent, message }
  }

  /** Those that are due, by channel, each in order. */
  take(now: number): readonly (readonly [Sent, ...Sent[]])[] {
    const later = this.#entries.findIndex(({ due }) => due > now)
    const taken = this.#entries.splice(0, later === -1 ? this.#entries.length : later)
    const channels = new Map<string, [Sent, ...Sent[]]>()
    for (const { sent } of taken) {
      const known = channels.get(sent.channel.id)
      if (known === undefined) channels.set(sent.channel.id, [sent])
      else known.push(sent)
    }
    return [...channels.values()]
  }

  clear(): void {
    this.#entries = []
  }

  #find(id: MessageId): Entry | undefined {
    return this.#entries.find(({ sent }) => sent.message.id === id)
  }
}
