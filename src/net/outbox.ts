/** Owns what is to be written at the end of this turn: one write per connection, one Buffer per distinct sequence of messages. */

/** Another flush comes no sooner than the last one took, or than this. */
const longestPause = 30

/** Within this a message has been written to everybody, unless one flush alone takes so long. */
const soonEnough = 28

/** How many children of one batch are compared before a new one is made. */
const siblingsTried = 8

/**
 * A sequence of messages that are waiting, as the end of a path in a tree: whoever is to receive the same messages in the
 * same order stands at the same batch and later writes the same bytes.
 */
export interface Batch {
  readonly parent: Batch | null
  readonly message: Buffer
  /** Bytes of the whole sequence. */
  readonly length: number
  /** The child made before this one by the same parent. */
  readonly elder: Batch | null
  youngest: Batch | null
  bytes: Buffer | null
}

/** One receiver. `batch` belongs to the outbox; the receiver only keeps it. */
export interface OutboxMember {
  batch: Batch | null
  /** Bytes handed to the socket that it has not sent. */
  readonly backlog: number
  write(bytes: Buffer): void
  /** Called once when more is waiting than the ceiling allows; nothing is written to this member any more. */
  overflow(): void
}

export interface OutboxOptions {
  /** The most bytes that may wait for one member; read anew every turn. */
  readonly ceilingBytes: number
}

const nothing = Buffer.alloc(0)

function emptyRoot(): Batch {
  return { parent: null, message: nothing, length: 0, elder: null, youngest: null, bytes: null }
}

export class Outbox {
  readonly #options: OutboxOptions
  #root = emptyRoot()
  #waiting: OutboxMember[] = []
  #scheduled = false
  #notBefore = 0
  #ceiling = 0

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Adds a message to what a member receives at the next flush. The bytes must not change afterwards. */
  append(member: OutboxMember, message: Buffer): void {
    const from = member.batch ?? this.#join(member)
    const youngest = from.youngest
    const batch = youngest !== null && youngest.message === message ? youngest : childFor(from, message)
    member.batch = batch
    if (batch.length + member.backlog > this.#ceiling) this.#relieve(member)
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

  /** Writes everything that waits. Called by itself at the end of a turn. */
  flush(): void {
    const started = performance.now()
    const members = this.#waiting
    this.#waiting = []
    this.#root = emptyRoot()
    for (const member of members) {
      const batch = member.batch
      if (batch === null) continue
      member.batch = null
      member.write(batch.bytes ?? bytesOf(batch))
    }
    const ended = performance.now()
    this.#notBefore = ended + pauseAfter(ended - started)
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
    return this.#root
  }

  #schedule(): void {
    this.#scheduled = true
    this.#ceiling = this.#options.ceilingBytes
    const pause = this.#notBefore - performance.now()
    if (pause < 1) setImmediate(this.#run)
    else setTimeout(this.#run, pause)
  }

  readonly #run = (): void => {
    this.#scheduled = false
    this.flush()
  }
}

/** What has been sent to a member and not left this process. */
export function unsentBytes(member: OutboxMember): number {
  return (member.batch?.length ?? 0) + member.backlog
}

/**
 * How long to gather what is said before it is written, after a flush that took so many milliseconds: nothing to speak of in a
 * small room, as each write costs the same whatever is in it, and long enough in a room of a thousand that several messages share one.
 */
export function pauseAfter(took: number): number {
  const worthwhile = Math.min(2 * took * took, soonEnough - 2 * took)
  return Math.min(Math.max(took, worthwhile), longestPause)
}

function childFor(parent: Batch, message: Buffer): Batch {
  let child = parent.youngest
  for (let tried = 0; child !== null && tried < siblingsTried; tried += 1) {
    if (child.message === message) return child
    child = child.elder
  }
  const length = parent.length + message.length
  const made = { parent, message, length, elder: parent.youngest, youngest: null, bytes: null }
  parent.youngest = made
  return made
}

function bytesOf(batch: Batch): Buffer {
  batch.bytes ??= joined(batch)
  return batch.bytes
}

function joined(batch: Batch): Buffer {
  if (batch.message.length === batch.length) return batch.message
  const bytes = Buffer.allocUnsafe(batch.length)
  let end = batch.length
  for (let part: Batch | null = batch; part !== null; part = part.parent) {
    end -= part.message.length
    bytes.set(part.message, end)
  }
  return bytes
}
