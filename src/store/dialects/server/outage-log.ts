/** Owns whether a database server answers, as far as the log has told: once when it goes away, once when it is back. */
import { ChatError } from '../../../core/errors.ts'
import type { Log } from '../../../core/ports.ts'

export class OutageLog {
  readonly #log: Log
  #isAway = false

  constructor(log: Log) {
    this.#log = log
  }

  /** What a request was refused with. Being busy, or a refused statement, is no outage. */
  failed(refusal: unknown): void {
    const isOutage = refusal instanceof ChatError && refusal.code !== 'busy'
    if (this.#isAway || !isOutage) return
    this.#isAway = true
    this.#log.error({ err: refusal.cause ?? refusal }, 'the database does not answer')
  }

  answered(): void {
    if (!this.#isAway) return
    this.#isAway = false
    this.#log.info({}, 'the database answers again')
  }
}
