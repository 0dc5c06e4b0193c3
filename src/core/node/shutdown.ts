/** Owns the coming shutdown: the countdown, its warnings, and the end. At most one runs. */
import { ChatError } from '../errors.ts'
import type { Clock, Ports } from '../ports.ts'

/** Seconds before the end at which everybody is warned again. */
const warnAt = [3600, 1800, 900, 600, 300, 120, 60, 30, 10, 5, 3, 2, 1]
/** New connections are refused this many seconds before the end. */
const refuseAt = 10

export interface PlannedShutdown {
  /** Milliseconds since 1970. */
  readonly endsAt: number
  readonly reason: string | null
}

export class Shutdown {
  readonly #ports: Ports
  #planned: PlannedShutdown | null = null
  #ending = false
  #cancelTimer: () => void = () => undefined

  constructor(ports: Ports) {
    this.#ports = ports
  }

  get planned(): PlannedShutdown | null {
    return this.#planned
  }

  /** Warns at once, then again as the time nears, then ends the process. A later call replaces an earlier plan. */
  begin(plan: { seconds: number; reason: string | null }): PlannedShutdown {
    if (this.#ending) throw new ChatError('shutting-down', {})
    this.#cancelTimer()
    this.#planned = { endsAt: this.#clock.now() + plan.seconds * 1000, reason: plan.reason }
    this.#ports.node.refuseConnections(false)
    if (plan.seconds === 0) this.#end(plan.reason)
    else this.#warn(plan.seconds)
    return this.#planned
  }

  cancel(by: string): void {
    if (this.#planned === null || this.#ending) throw new ChatError('not-shutting-down', {})
    this.#cancelTimer()
    this.#planned = null
    this.#ports.node.refuseConnections(false)
    this.#ports.publish([
      { type: 'shutdown.cancelled', audience: [{ to: 'everyone' }], at: this.#clock.now(), by },
    ])
  }

  get #clock(): Clock {
    return this.#ports.clock
  }

  #warn(seconds: number): void {
    const reason = this.#planned?.reason ?? null
    if (seconds <= refuseAt) this.#ports.node.refuseConnections(true)
    const at = this.#clock.now()
    this.#ports.publish([{ type: 'shutdown.warned', audience: [{ to: 'everyone' }], at, seconds, reason }])
    this.#wait(seconds)
  }

  #wait(left: number): void {
    const next = warnAt.find((mark) => mark < left) ?? 0
    this.#cancelTimer = this.#clock.after((left - next) * 1000, () => {
      if (next === 0) this.#end(this.#planned?.reason ?? null)
      else this.#warn(next)
    })
  }

  #end(reason: string | null): void {
    this.#ending = true
    this.#ports.node.refuseConnections(true)
    this.#ports.node.stop(reason)
  }
}
