/** Owns one connection: its lines in, its bytes out, its end. One flat object; the socket's listeners are shared by all. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Batch } from './batch.ts'
import type { OutboxMember } from './flush.ts'
import type { NetClock } from './heartbeat.ts'
import type { ClosedBecause, Farewell, Framing, LineConnection, LineHandlers } from './line-connection.ts'
import { LineReader, type LineForm } from './line-reader.ts'
import type { MoveTo } from './port.ts'
import type { Readers } from './readers.ts'
import { unsentBytes, type Outbox } from './outbox.ts'

/** What all connections of a listener share. */
export interface ConnectionSettings<State> {
  readonly handlers: LineHandlers<State>
  readonly outbox: Outbox
  readonly clock: NetClock
  readonly limits: {
    /** The most bytes of one line, its ending included. */
    readonly lineBytes: number
    /** Bytes of input that may wait while a connection is held, before its socket is paused. */
    readonly heldBytes: number
  }
  /** Left out: TELNET's. */
  readonly form?: LineForm
  readonly log: NetLog
}

/** The part of a log that sockets need. */
export interface NetLog {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>> & { readonly err: unknown }, message: string): void
}

/** What carries a connection: a socket, or the frames of a WebSocket. */
export interface Wire {
  /** Bytes written that have not left this process. */
  readonly writableLength: number
  /** `left`: called when the bytes have left this process, or cannot any more. */
  write(bytes: Buffer, left?: () => void): unknown
  end(): unknown
  end(bytes: Buffer): unknown
  /** Called before `end`, where there is a way to say why. */
  farewell?(farewell: Farewell): void
  destroy(): unknown
  pause(): unknown
  resume(): unknown
  isPaused(): boolean
}

/** What a listener makes a connection with; `gone` is called when its socket is closed. */
export interface ConnectionMade<State> {
  readonly id: string
  readonly address: string
  readonly secure?: boolean
  readonly certificateFingerprint?: string | null
  readonly framing?: Framing
  /** Counts it for another address. */
  readonly moveTo?: MoveTo | undefined
  /** Of the request that a WebSocket began as. */
  readonly headers?: IncomingHttpHeaders
  readonly readers: Readers
  readonly gone: (connection: Connection<State>) => void
}

/** How long a peer may take to read the last words and to close its side. */
const farewellTime = 3000

/** IAC WONT TIMING-MARK (RFC 860): telnet throws away what it receives between Ctrl-C and this. */
const noTimingMark = Buffer.from([0xff, 0xfc, 0x06])

export class Connection<State = unknown> implements LineConnection<State>, OutboxMember {
  readonly id: string
  readonly secure: boolean
  readonly certificateFingerprint: string | null
  readonly framing: Framing
  readonly connectedAt: number
  state: State
  deadline = Infinity
  lastHeardAt: number
  closedBecause: ClosedBecause = 'server'
  /** The outbox's, see there. */
  batch: Batch | null = null
  isBehind = false
  readonly #wire: Wire
  readonly #settings: ConnectionSettings<State>
  readonly #gone: (connection: Connection<State>) => void
  readonly #reader: LineReader
  readonly #readers: Readers
  readonly #moveTo: MoveTo | undefined
  #address: string
  /** Of what waits, how much was asked for and does not count. */
  #owed = 0
  #held = false
  #awaitsTurn = false
  #reading = false
  #peerEnded = false
  #ending = false
  #over = false

  constructor(wire: Wire, settings: ConnectionSettings<State>, made: ConnectionMade<State>) {
    this.id = made.id
    this.#address = made.address
    this.#moveTo = made.moveTo
    this.#readers = made.readers
    this.secure = made.secure ?? false
    this.certificateFingerprint = made.certificateFingerprint ?? null
    this.framing = made.framing ?? 'lines'
    this.#gone = made.gone
    this.connectedAt = settings.clock.now()
    this.lastHeardAt = this.connectedAt
    this.#wire = wire
    this.#settings = settings
    this.#reader = new LineReader(settings.limits, settings.form)
    this.state = settings.handlers.opened(this, made.headers ?? null)
  }

  get address(): string {
    return this.#address
  }

  get endedWithCarriageReturn(): boolean {
    return this.#reader.endedWithCarriageReturn
  }

  get unsentBytes(): number {
    return unsentBytes(this)
  }

  get ended(): boolean {
    return this.#ending
  }

  get isOver(): boolean {
    return this.#over
  }

  speakFor(address: string): boolean {
    if (this.#moveTo?.(address) === false) return false
    this.#address = address
    return true
  }

  send(bytes: Buffer): void {
    if (!this.#ending) this.#settings.outbox.append(this, bytes)
  }

  sendWhole(bytes: Buffer): Promise<void> {
    if (this.#ending) return Promise.resolve()
    this.#settings.outbox.flushMember(this)
    this.#owed += bytes.length
    return new Promise((resolve) => {
      this.#wire.write(bytes, () => resolve())
    })
  }

  takeNext(fits: (line: string) => boolean): string | null {
    return this.#ending ? null : this.#reader.nextIf(fits)
  }

  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#readLines()
  }

  end(bytes?: Buffer, farewell?: Farewell): void {
    if (this.#ending) return
    this.#settings.outbox.flushMember(this)
    this.#ending = true
    this.#reader.clear()
    this.deadline = this.#settings.clock.now() + farewellTime
    if (farewell !== undefined) this.#wire.farewell?.(farewell)
    if (bytes === undefined) this.#wire.end()
    else this.#wire.end(bytes)
    // What the peer still sends is read and thrown away: closing over unread bytes would reset the connection under the last words.
    this.#wire.resume()
  }

  destroy(because: ClosedBecause): void {
    if (!this.#ending) this.closedBecause = because
    this.#ending = true
    this.#settings.outbox.leave(this)
    this.#wire.destroy()
  }

  // For the outbox.

  get backlog(): number {
    const waiting = this.#wire.writableLength
    if (this.#owed === 0) return waiting
    if (this.#owed > waiting) this.#owed = waiting
    return waiting - this.#owed
  }

  write(bytes: Buffer): void {
    this.#wire.write(bytes)
  }

  overflow(): void {
    const { handlers } = this.#settings
    if (handlers.tooSlow === undefined) this.destroy('slow')
    else handlers.tooSlow(this)
  }

  // For the heartbeat.

  expire(): void {
    if (this.#ending) this.#wire.destroy()
    else if (this.#settings.handlers.expired === undefined) this.end()
    else {
      this.deadline = Infinity
      this.#settings.handlers.expired(this)
    }
  }

  // For what listens to the wire.

  receive(chunk: Buffer): void {
    if (this.#ending) return
    this.heard()
    this.#reader.push(chunk)
    if (this.#reader.takeTimingMark()) this.send(noTimingMark)
    if (this.#reader.takeInterrupt()) this.#settings.handlers.interrupted?.(this)
    if (this.#awaitsTurn || this.#held) return this.#pauseIfMuchWaits()
    this.#awaitsTurn = true
    this.#readers.add([this])
  }

  /** Its turn has come. */
  read(): void {
    this.#awaitsTurn = false
    this.#readLines()
  }

  /** A sign of life that is no line. */
  heard(): void {
    this.lastHeardAt = this.#settings.clock.now()
  }

  /** The peer will send no more; it may still be reading, so what came before is answered first. */
  peerEnded(): void {
    this.#peerEnded = true
    this.#readLines()
  }

  /** Everything written has left, or nothing more can. What was received before that is carried out. */
  over(error?: string): void {
    if (this.#awaitsTurn) this.read()
    if (error !== undefined && !this.#ending) this.closedBecause = error
    if (this.#over) return
    this.#over = true
    this.#ending = true
    this.#settings.outbox.leave(this)
    this.#settings.handlers.closed(this)
  }

  /** The socket is closed. */
  gone(): void {
    this.over('peer')
    this.#gone(this)
  }

  /** Runs at most once at a time: a handler that holds and releases at once goes on in the loop that called it. */
  #readLines(): void {
    if (this.#reading) return
    this.#reading = true
    try {
      while (!this.#held && !this.#ending) {
        const line = this.#reader.next()
        if (line === null) break
        if (typeof line === 'string') this.#settings.handlers.line(this, line)
        else this.#settings.handlers.fault(this, line.fault, line.text)
      }
    } catch (error) {
      // A door that fails must not take the others' connections with it.
      this.#settings.log.error({ err: error, connection: this.id }, 'a line could not be handled')
      this.destroy('error')
    }
    this.#reading = false
    this.#afterReading()
  }

  #afterReading(): void {
    if (this.#ending) return
    if (!this.#held && this.#peerEnded) {
      this.closedBecause = 'peer'
      this.end()
    } else if (!this.#held) {
      if (this.#wire.isPaused()) this.#wire.resume()
    } else this.#pauseIfMuchWaits()
  }

  #pauseIfMuchWaits(): void {
    if (this.#reader.bufferedBytes > this.#settings.limits.heldBytes) this.#wire.pause()
  }
}
