/** Owns what is to be written at the end of this turn: one write per connection, one Buffer per distinct sequence of messages. */
import { bytesOf, childFor, emptyRoot, type Batch } from './batch.ts'
import { Flush, pauseAfter, type OutboxMember } from './flush.ts'

/** A flush that has lasted so long goes on in the next turn: nothing else is done meanwhile. */
const longestPart = 10

/** What is much comes in parts too, a part in each turn. One write for all of them is waited for, but no longer than this. */
const longestGathering = 20

export interface OutboxOptions {
  /** The most bytes that may wait for one member; read anew every turn. */
  readonly ceilingBytes: number
}

export class Outbox {
  readonly #options: OutboxOptions
  #root = emptyRoot()
  #waiting: OutboxMember[] = []
  #flush: Flush | null = null
  /** Whether something was appended since this was last looked at. */
  #hasGrown = false
  #gatherUntil = 0
  #scheduled = false
  #notBefore = 0
  #ceiling = 0

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Adds a message to what a member receives at the next flush. The bytes must not change afterwards. */
  append(member: OutboxMember, message: Buffer): void {
    this.#hasGrown = true
    const from = member.batch ?? this.#join(member)
    const youngest = from.youngest
    const batch = youngest !== null && youngest.message === message ? youngest : childFor(from, message)
    member.batch = batch
    // What is unsent only becomes less while a batch grows, and to ask a socket for it costs more than all else here.
    const isNear = member.isBehind || batch.length > this.#ceiling / 2
    if (isNear && batch.length + member.backlog > this.#ceiling) this.#relieve(member)
  }

  /** Forgets what waits for a member. */
  leave(member: OutboxMember): void {
    member.batch = null
  }

  /** Writes at once what waits for one member, for the moment before its end. */
  flushMember(member: OutboxMember): void {
    const batch = member.batch
    if (batch === null) return
    member.batch = null
    member.write(bytesOf(batch))
  }

  /** Writes everything that waits. Happens by itself at the end of a turn, in parts if there is much. */
  flush(): void {
    if (this.#flush !== null) this.#writePart(Infinity)
    this.#writePart(Infinity)
  }

  /** Goes on with the flush that has begun, or begins one. Answers whether it is done. */
  #writePart(longest: number): boolean {
    const flush = (this.#flush ??= this.#begin())
    if (!flush.write(longest)) return false
    this.#flush = null
    this.#notBefore = performance.now() + pauseAfter(flush.took)
    return true
  }

  #begin(): Flush {
    const flush = new Flush(this.#waiting)
    this.#waiting = []
    this.#root = emptyRoot()
    return flush
  }

  /** Much may be said in one turn: nobody is slow whose socket takes it. */
  #relieve(member: OutboxMember): void {
    if (member.backlog <= this.#ceiling) this.flushMember(member)
    if (member.backlog <= this.#ceiling) return
    member.batch = null
    member.overflow()
  }

  #join(member: OutboxMember): Batch {
    this.#waiting.push(member)
    if (!this.#scheduled) this.#schedule()
    member.isBehind = member.backlog > this.#ceiling / 2
    return this.#root
  }

  #schedule(): void {
    this.#scheduled = true
    this.#ceiling = this.#options.ceilingBytes
    const now = performance.now()
    const pause = this.#notBefore - now
    this.#gatherUntil = Math.max(now, this.#notBefore) + longestGathering
    if (pause < 1) setImmediate(this.#run)
    else setTimeout(this.#atTheEnd, pause)
  }

  readonly #atTheEnd = (): void => void setImmediate(this.#run)

  readonly #run = (): void => {
    if (this.#isGathering() || !this.#writePart(longestPart)) return this.#atTheEnd()
    this.#scheduled = false
    if (this.#waiting.length > 0) this.#schedule()
  }

  #isGathering(): boolean {
    const hasGrown = this.#hasGrown
    this.#hasGrown = false
    return this.#flush === null && hasGrown && performance.now() < this.#gatherUntil
  }
}

/** What has been sent to a member and not left this process. */
export function unsentBytes(member: OutboxMember): number {
  return (member.batch?.length ?? 0) + member.backlog
}
