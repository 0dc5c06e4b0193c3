/** Calls that are on their way: a few at once, not endlessly many waiting, each tried a few times. */
import type { Clock } from '../../core/ports.ts'
import type { PushStore } from '../../core/store-port.ts'
import type { Log } from '../../lib/log.ts'
import type { PushAnswer, PushCall, PushService } from './service.ts'

export interface SenderPorts {
  readonly service: PushService
  readonly store: Pick<PushStore, 'removeEndpoint'>
  readonly clock: Clock
  readonly log: Log
}

const atOnce = 8
const mostWaiting = 10_000
const tries = 4
const firstPause = 5000
const longestPause = 600_000

interface Attempt {
  readonly call: PushCall
  readonly tried: number
}

/** What became of the calls so far. */
export interface PushCounters {
  readonly sent: number
  /** Not taken, and tried again. */
  readonly failed: number
  /** Not taken, and not tried again. */
  readonly lost: number
  /** The browser is not to be called any more. */
  readonly gone: number
}

export class Sender {
  readonly #ports: SenderPorts
  #queue: Attempt[] = []
  readonly #pauses = new Set<() => void>()
  #active = 0
  #closed = false
  readonly #counts = { sent: 0, failed: 0, lost: 0, gone: 0 }

  constructor(ports: SenderPorts) {
    this.#ports = ports
  }

  get waiting(): number {
    return this.#queue.length + this.#pauses.size + this.#active
  }

  counters(): PushCounters {
    return { ...this.#counts }
  }

  add(call: PushCall): void {
    if (this.#closed) return
    if (this.waiting >= mostWaiting) {
      this.#counts.lost++
      return this.#ports.log.warn({ waiting: this.waiting }, 'a push was dropped')
    }
    this.#start({ call, tried: 0 })
  }

  /** Whatever has not arrived is forgotten. */
  close(): void {
    this.#closed = true
    this.#queue = []
    for (const cancel of this.#pauses) cancel()
    this.#pauses.clear()
    this.#ports.service.close()
  }

  #start(attempt: Attempt): void {
    if (this.#active >= atOnce) return void this.#queue.push(attempt)
    this.#active++
    void this.#try(attempt).finally(() => {
      this.#active--
      const next = this.#queue.shift()
      if (next !== undefined) this.#start(next)
    })
  }

  async #try({ call, tried }: Attempt): Promise<void> {
    const answer = await this.#ports.service.send(call)
    if (this.#closed) return
    try {
      await this.#settle(answer, { call, tried: tried + 1 })
    } catch (error) {
      this.#ports.log.error({ err: error }, 'a subscription could not be removed')
    }
  }

  async #settle(answer: PushAnswer, attempt: Attempt): Promise<void> {
    const { store, log } = this.#ports
    const { endpoint, token } = attempt.call.subscription
    // The whole endpoint is a secret: whoever has it may call.
    const about = { service: new URL(endpoint).host, tokenId: token }
    if (answer.is === 'sent') {
      this.#counts.sent++
      return log.debug(about, 'a push was sent')
    }
    if (answer.is === 'gone') {
      this.#counts.gone++
      log.info(about, 'a browser is not to be called any more')
      return store.removeEndpoint(endpoint)
    }
    const isLast = answer.is === 'refused' || attempt.tried >= tries
    this.#counts[isLast ? 'lost' : 'failed']++
    log[isLast ? 'warn' : 'debug']({ ...about, why: answer.why }, 'a push was not taken')
    if (answer.is === 'later' && !isLast) this.#pause(attempt, answer.afterMs)
  }

  #pause(attempt: Attempt, asked: number | null): void {
    const pause = Math.min(longestPause, Math.max(asked ?? 0, firstPause * 4 ** (attempt.tried - 1)))
    const cancel = this.#ports.clock.after(pause, () => {
      this.#pauses.delete(cancel)
      this.#start(attempt)
    })
    this.#pauses.add(cancel)
  }
}
