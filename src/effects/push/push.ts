/** Calls people to what was said, on their browsers: after a moment, in which whoever is there has read it. */
import { createHash } from 'node:crypto'
import type { ChatEvent, EventOf } from '../../core/events.ts'
import type { Clock, Log } from '../../core/ports.ts'
import type { PushStore, Reachable } from '../../core/store-port.ts'
import type { PushNote } from '../../core/types.ts'
import { hearersOf, isSpoken, noteFor, spokenOf, type Sent } from './calls.ts'
import { Sender, type PushCounters } from './sender.ts'
import type { PushService } from './service.ts'
import { Waiting } from './waiting.ts'

export interface PushPorts {
  readonly store: { readonly push: Pick<PushStore, 'reachable' | 'byToken' | 'removeEndpoint'> }
  readonly service: PushService
  readonly clock: Clock
  readonly log: Log
}

/** How long whoever has the channel open has to read. */
const moment = 5000
/** The store is asked at most this often, for everything that was said in the meantime. */
const pace = 1000
const mostWaiting = 10_000

export class Push {
  readonly #ports: PushPorts
  readonly #sender: Sender
  readonly #waiting = new Waiting(mostWaiting)
  #cancel: (() => void) | null = null
  #isCalling = false
  #missed = 0
  #closed = false

  constructor(ports: PushPorts) {
    this.#ports = ports
    const { service, clock, log } = ports
    this.#sender = new Sender({ service, clock, log, store: ports.store.push })
  }

  /** Facts of this node, once each. Does next to nothing now: this is on the way of every message. */
  heard(events: readonly ChatEvent[]): void {
    for (const event of events) {
      if (event.type === 'message.sent') this.#said(event)
      else if (event.type === 'message.edited') this.#waiting.edit(event.message)
      else if (event.type === 'message.deleted') this.#waiting.drop(event.message.id)
      else if (event.type === 'push.tested') void this.#test(event)
    }
  }

  counters(): PushCounters {
    return this.#sender.counters()
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
    this.#waiting.clear()
    this.#sender.close()
  }

  #said(sent: Sent): void {
    if (this.#closed || !isSpoken(sent)) return
    if (this.#waiting.add(sent, this.#ports.clock.now() + moment)) this.#plan()
    else this.#missed++
  }

  #plan(): void {
    const { due } = this.#waiting
    if (due === null || this.#cancel !== null || this.#isCalling || this.#closed) return
    const wait = Math.max(pace, due - this.#ports.clock.now())
    this.#cancel = this.#ports.clock.after(wait, () => {
      this.#cancel = null
      void this.#call()
    })
  }

  async #call(): Promise<void> {
    const { clock, log } = this.#ports
    this.#isCalling = true
    if (this.#missed > 0)
      log.warn({ missed: this.#missed }, 'too much was said to call anybody for all of it')
    this.#missed = 0
    for (const messages of this.#waiting.take(clock.now())) {
      try {
        if (!this.#closed) await this.#callTo(messages)
      } catch (error) {
        log.error({ err: error }, 'nobody could be called to what was said')
      }
    }
    this.#isCalling = false
    this.#plan()
  }

  async #callTo(messages: readonly [Sent, ...Sent[]]): Promise<void> {
    const { store, clock } = this.#ports
    const now = clock.now()
    const spoken = messages.map(spokenOf)
    for (const reachable of await store.push.reachable(hearersOf(messages[0].channel, spoken), now)) {
      const note = noteFor(reachable, spoken, now)
      if (note !== null) this.#send(reachable.subscriptions, note)
    }
  }

  async #test({ user, token, at }: EventOf<'push.tested'>): Promise<void> {
    const { store, log } = this.#ports
    try {
      const subscription = await store.push.byToken(user.id, token, at)
      if (subscription !== null) this.#send([subscription], { is: 'test', at })
    } catch (error) {
      log.error({ err: error }, 'a browser could not be called for a test')
    }
  }

  #send(subscriptions: Reachable['subscriptions'], note: PushNote): void {
    const isUrgent = note.is === 'message' && note.channel.kind === 'direct'
    const topic = topicOf(note.is === 'message' ? note.channel.id : 'test')
    for (const subscription of subscriptions) this.#sender.add({ subscription, note, topic, isUrgent })
  }
}

/** Push services take 32 signs, and need not know the channel. */
function topicOf(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url').slice(0, 32)
}
