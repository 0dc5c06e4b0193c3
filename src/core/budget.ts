/** Owns how much each caller may still ask for: one bucket per user (all their clients together) or per visiting client. */
import { fullBucket, isFull, takeTokens, type Bucket } from '../lib/token-bucket.ts'
import type { Actor } from './actor.ts'
import { ChatError } from './errors.ts'
import type { PolicyLimits } from './ports.ts'

/** Past this many buckets the full ones are dropped. */
const sweepAt = 20_000

export class Budget {
  readonly #buckets = new Map<string, Bucket>()

  /**
   * Refuses with `too-many-requests` and the wait. The console has no budget. One thing that costs more than a budget holds has all
   * of it; several things together (`times`) are refused instead, to be asked for one by one.
   */
  take(
    actor: Actor,
    { cost, times = 1 }: { readonly cost: number; readonly times?: number | undefined },
    when: { limits: PolicyLimits; now: number },
  ): void {
    if (actor.kind === 'console' || cost === 0) return
    const rate = { burst: when.limits.commandBurst, perSecond: when.limits.commandsPerSecond, now: when.now }
    const key = actor.kind === 'user' ? actor.id : actor.client
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      if (this.#buckets.size >= sweepAt) this.#sweep(rate)
      bucket = fullBucket(rate, when.now)
      this.#buckets.set(key, bucket)
    }
    const isTooMuch = times > 1 && cost * times > rate.burst
    const retryAfterMs = isTooMuch ? (cost / rate.perSecond) * 1000 : takeTokens(bucket, cost * times, rate)
    if (retryAfterMs > 0) throw new ChatError('too-many-requests', { retryAfterMs })
  }

  #sweep(rate: { burst: number; perSecond: number; now: number }): void {
    for (const [key, bucket] of this.#buckets) if (isFull(bucket, rate)) this.#buckets.delete(key)
  }
}
