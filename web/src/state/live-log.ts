/** The log of one channel, kept current: live changes, what was missed, and the pages that are read as one scrolls. */
import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { WireChange } from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'
import { isUnanswered } from '../connection/connection.ts'
import { catchUp, emptyLog, hearOf, isBehind, receive, type ChannelLog } from './channel-log.ts'
import {
  extendNewer,
  extendOlder,
  hasNewer,
  hasOlder,
  letGoOfOlder,
  replaceWindow,
  type Page,
} from './log-window.ts'

/** Missed more than this: reading the place anew is cheaper than catching up. */
const mostMissed = 2000

/** As many messages as one does not see at a glance. */
const much = 4

/** A server cuts an answer by bytes too, but never one as small as this. */
const surelyWhole = 16 * 1024
const aroundText = 256

export interface LogPorts {
  readonly call: Call
  /** How many messages the server answers at most. */
  readonly pageLength: () => number
  /** Much was said while nothing was heard: it comes right after this. */
  readonly missed: () => void
}

export type Point = { readonly at: number } | { readonly message: string } | { readonly position: number }
type Edge = Exclude<Point, { readonly position: number }>

export class LiveLog {
  readonly #channel: string
  readonly #ports: LogPorts
  readonly #log: Signal<ChannelLog>
  /** What came live while pages are being read. */
  readonly #journals = new Set<WireChange[]>()
  #catchingUp = false
  #extending: Promise<void> | null = null

  constructor(channel: string, lastPosition: number, ports: LogPorts) {
    this.#channel = channel
    this.#ports = ports
    this.#log = signal(emptyLog(lastPosition))
  }

  get log(): ReadonlySignal<ChannelLog> {
    return this.#log
  }

  receive(change: WireChange): void {
    const before = this.#log.value
    if (change.position === 0 || change.position === before.upTo + 1)
      for (const journal of this.#journals) journal.push(change)
    const after = receive(before, change)
    this.#log.value = hasNewer(after) ? after : letGoOfOlder(after)
    void this.#catchUp()
  }

  /** `ready` has said how far the channel is. */
  hear(position: number): void {
    this.#log.value = hearOf(this.#log.value, position)
    void this.#catchUp()
  }

  /** As this device has kept it; the server is asked for the rest as soon as it says how far the channel is. */
  restore(kept: ChannelLog): void {
    this.#log.value = kept
  }

  /** Nobody looks any more: only the positions stay. */
  letGo(): void {
    const { told } = this.#log.value
    this.#log.value = emptyLog(told)
  }

  pinned(ids: readonly string[]): void {
    this.#log.value = { ...this.#log.value, pins: new Set(ids) }
  }

  async loadNewest(): Promise<void> {
    const page = await this.#read({})
    this.#log.value = replaceWindow(this.#log.value, page, { oldest: this.#isLast(page), newest: true })
  }

  async loadAround(around: Point): Promise<void> {
    const page = await this.#read({ around })
    const newest = this.#isLast(page) || (page.messages.at(-1)?.position ?? 0) >= this.#log.value.upTo
    this.#log.value = replaceWindow(this.#log.value, page, { oldest: false, newest })
  }

  /** The newest, if what is behind `position` is in it; else the messages about that. */
  async loadSince(position: number): Promise<void> {
    const page = await this.#read({})
    const oldest = this.#isLast(page)
    if (!oldest && Math.min(...page.messages.map((message) => message.position)) > position)
      return this.loadAround({ position })
    this.#log.value = replaceWindow(this.#log.value, page, { oldest, newest: true })
  }

  loadOlder(): Promise<void> {
    return this.#oneAtATime(async () => {
      const first = this.#log.value.messages[0]
      if (!hasOlder(this.#log.value)) return
      const page = await this.#read(first === undefined ? {} : { before: { message: first.id } })
      if (this.#log.value.messages[0]?.id !== first?.id) return
      this.#log.value = extendOlder(this.#log.value, page, this.#isLast(page))
    })
  }

  loadNewer(): Promise<void> {
    return this.#oneAtATime(async () => {
      const last = this.#log.value.messages.at(-1)
      if (!hasNewer(this.#log.value) || last === undefined) return
      const page = await this.#read({ after: { message: last.id }, keep: 'oldest' })
      if (this.#log.value.messages.at(-1)?.id !== last.id) return
      this.#log.value = extendNewer(this.#log.value, page, this.#isLast(page))
    })
  }

  /** Fewer than were asked for, and not because they are large: there are no more on that side. */
  #isLast({ messages }: Page): boolean {
    const bytes = messages.reduce((sum, { text }) => sum + aroundText + 3 * text.length, 0)
    return messages.length === 0 || (messages.length < this.#ports.pageLength() && bytes < surelyWhole)
  }

  async #oneAtATime(work: () => Promise<void>): Promise<void> {
    const before = this.#extending
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(work)
    this.#extending = mine
    try {
      await mine
    } finally {
      if (this.#extending === mine) this.#extending = null
    }
  }

  async #read(where: { around?: Point; before?: Edge; after?: Edge; keep?: 'oldest' }): Promise<Page> {
    const journal: WireChange[] = []
    this.#journals.add(journal)
    try {
      const { messages } = await this.#ports.call('message.read-range', {
        channel: this.#channel,
        limit: this.#ports.pageLength(),
        spokenOnly: false,
        ...where,
      })
      return { messages, journal }
    } finally {
      this.#journals.delete(journal)
    }
  }

  async #catchUp(): Promise<void> {
    if (this.#catchingUp || !isBehind(this.#log.value)) return
    this.#catchingUp = true
    try {
      while (isBehind(this.#log.value)) await this.#catchUpOnce()
    } catch (error) {
      // The next `ready` says again how far the channel is.
      if (!isUnanswered(error)) throw error
    } finally {
      this.#catchingUp = false
    }
  }

  async #catchUpOnce(): Promise<void> {
    const { upTo, told } = this.#log.value
    if (told - upTo > mostMissed) return this.#startOver(told)
    const answer = await this.#ports.call('message.list-changes', { channel: this.#channel, after: upTo })
    for (const journal of this.#journals) journal.push(...answer.changes)
    const next = catchUp(this.#log.value, answer)
    batch(() => {
      if (answer.changes.filter(({ kind }) => kind === 'message').length >= much) this.#ports.missed()
      // A server that answers nothing new does not know more than this: what it told of is not to be had.
      this.#log.value = next.upTo === upTo ? { ...next, upTo: told } : next
    })
  }

  async #startOver(told: number): Promise<void> {
    const { messages } = this.#log.value
    const middle = messages[messages.length >> 1]
    const wasNewest = !hasNewer(this.#log.value)
    this.#log.value = { ...this.#log.value, upTo: told }
    if (wasNewest || middle === undefined) await this.loadNewest()
    else await this.loadAround({ message: middle.id })
  }
}
