/** Owns how long the database has been away: past a limit this node is of no use, and asks its clients to go elsewhere. */

export interface DatabaseWatchPorts {
  readonly limitMs: number
  /** The limit is passed, or the database is back. */
  readonly away: (isAway: boolean) => void
}

export class DatabaseWatch {
  readonly #ports: DatabaseWatchPorts
  #answeredAt: number
  #isAway = false

  /** `now`: here and below a time that never goes back. */
  constructor(ports: DatabaseWatchPorts, now: number) {
    this.#ports = ports
    this.#answeredAt = now
  }

  answered(now: number): void {
    this.#answeredAt = now
    if (!this.#isAway) return
    this.#isAway = false
    this.#ports.away(false)
  }

  failed(now: number): void {
    if (this.#isAway || now - this.#answeredAt < this.#ports.limitMs) return
    this.#isAway = true
    this.#ports.away(true)
  }
}
