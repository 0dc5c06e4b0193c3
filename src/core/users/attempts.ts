/** Owns who failed to sign in how often: free at first, then a delay that doubles, per address and per name. */
import { addressBytes } from '../../lib/network.ts'
import { foldName } from '../../lib/fold.ts'
import { fullBucket, takeTokens, type Bucket } from '../../lib/token-bucket.ts'
import { ChatError } from '../errors.ts'

interface Failures {
  count: number
  last: number
}

interface Patience {
  /** Failures before the first delay. */
  readonly free: number
  readonly longestDelay: number
}

/** Many people may share an address, so it is granted more; a name's delay stays short, or anybody could lock its owner out. */
const perAddress: Patience = { free: 100, longestDelay: 900_000 }
const perName: Patience = { free: 5, longestDelay: 60_000 }
const forgottenAfter = 3_600_000
const sweepAt = 50_000
const toldAgainAfter = 60_000

export interface Attempt {
  readonly address: string
  readonly name: string
  readonly now: number
  /** `false`: nothing slows anybody down. */
  readonly limited: boolean
}

export class Attempts {
  readonly #failures = new Map<string, Failures>()
  readonly #registrations = new Map<string, Bucket>()
  readonly #toldOf = new Map<string, number>()

  /**
   * Refuses with `too-many-attempts` while a delay runs. Otherwise the attempt counts as failed until `succeeded`:
   * counting first leaves nothing to gain from sending many at once.
   */
  begin(attempt: Attempt): void {
    if (!attempt.limited) return
    const keys = keysOf(attempt)
    for (const [key, patience] of keys) this.#demandPatience(key, patience, attempt.now)
    if (this.#failures.size > sweepAt) this.#sweep(attempt.now)
    for (const [key] of keys) {
      const known = this.#failures.get(key)
      if (known === undefined) this.#failures.set(key, { count: 1, last: attempt.now })
      else {
        known.count++
        known.last = attempt.now
      }
    }
  }

  /** The password was right: the name starts afresh, the address gets this attempt back. */
  succeeded(attempt: Attempt): void {
    const [[addressKey], [nameKey]] = keysOf(attempt)
    this.#failures.delete(nameKey)
    const known = this.#failures.get(addressKey)
    if (known !== undefined && --known.count <= 0) this.#failures.delete(addressKey)
  }

  /** Takes one of the registrations an address has per hour. */
  takeRegistration(address: string, when: { perHour: number; now: number }): void {
    const rate = { burst: when.perHour, perSecond: when.perHour / 3600, now: when.now }
    const key = addressKey(address)
    if (this.#registrations.size > sweepAt) this.#registrations.clear()
    const bucket = this.#registrations.get(key) ?? fullBucket(rate, when.now)
    this.#registrations.set(key, bucket)
    const wait = takeTokens(bucket, 1, rate)
    if (wait > 0) throw new ChatError('too-many-attempts', { retryAfter: Math.ceil(wait / 1000) })
  }

  /** Whether a failure that nothing slows down is worth a line in the log: one a minute from an address. */
  isWorthTelling(address: string, now: number): boolean {
    const key = addressKey(address)
    const last = this.#toldOf.get(key)
    if (last !== undefined && now - last < toldAgainAfter) return false
    if (this.#toldOf.size > sweepAt) this.#toldOf.clear()
    this.#toldOf.set(key, now)
    return true
  }

  #demandPatience(key: string, patience: Patience, now: number): void {
    const known = this.#failures.get(key)
    if (known === undefined) return
    if (now - known.last >= forgottenAfter) {
      this.#failures.delete(key)
      return
    }
    if (known.count < patience.free) return
    const delay = Math.min(patience.longestDelay, 1000 * 2 ** Math.min(20, known.count - patience.free))
    const left = known.last + delay - now
    if (left > 0) throw new ChatError('too-many-attempts', { retryAfter: Math.ceil(left / 1000) })
  }

  #sweep(now: number): void {
    for (const [key, known] of this.#failures)
      if (now - known.last >= forgottenAfter) this.#failures.delete(key)
  }
}

function keysOf(attempt: Attempt): readonly [readonly [string, Patience], readonly [string, Patience]] {
  return [
    [`address ${addressKey(attempt.address)}`, perAddress],
    [`name ${foldName(attempt.name).slice(0, 64)}`, perName],
  ]
}

/** IPv6 counts by its /64: one household or machine has that many addresses for nothing. */
function addressKey(address: string): string {
  const bytes = addressBytes(address)
  if (bytes === null) return address
  const isIpv4 = bytes.subarray(0, 12).equals(mappedPrefix)
  return bytes.subarray(0, isIpv4 ? 16 : 8).toString('hex')
}

const mappedPrefix = Buffer.from('00000000000000000000ffff', 'hex')
