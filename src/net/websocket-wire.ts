/** Owns the way of one connection's frames: bytes go to the socket beneath the WebSocket, which itself only says goodbye. */
import type { Socket } from 'node:net'
import type { Wire } from './connection.ts'
import type { Farewell } from './line-connection.ts'

/** Whose frames these are: a `Connection`. */
interface Carried {
  readonly ended: boolean
  peerEnded(): void
  over(error?: string): void
  gone(): void
}

/** What is needed of a WebSocket. */
interface Speaking {
  readonly readyState: number
  readonly OPEN: number
  readonly isPaused: boolean
  close(code: number, reason: string): void
  terminate(): void
  pause(): void
  resume(): void
}

const ordinary: Farewell = { code: 1000, reason: 'closed by the server' }
const mostReasonBytes = 123
const nothing = Buffer.alloc(0)

export class WebSocketWire implements Wire {
  readonly #speaking: Speaking
  readonly #socket: Socket
  #connection: Carried | null = null
  #farewell = ordinary
  #isClosed = false
  #isGone = false

  constructor(speaking: Speaking, socket: Socket) {
    this.#speaking = speaking
    this.#socket = socket
  }

  /** Called once, as soon as the connection is made. */
  carry(connection: Carried): void {
    this.#connection = connection
    this.#socket.on('error', (error: NodeJS.ErrnoException) => connection.over(error.code ?? error.name))
    // The peer closed, and the answer to that has left.
    this.#socket.on('finish', () => this.#peerEnded())
  }

  get writableLength(): number {
    return this.#socket.writableLength
  }

  /** Whole frames only. After a close frame, whoever sent it, nothing may follow. */
  write(bytes: Buffer, left?: () => void): void {
    if (this.#speaking.readyState === this.#speaking.OPEN) this.#socket.write(bytes, left)
    else left?.()
  }

  farewell(farewell: Farewell): void {
    this.#farewell = { ...farewell, reason: shortened(farewell.reason) }
  }

  /** The connection is over once the close frame has left, whether or not the peer answers it. */
  end(bytes?: Buffer): void {
    if (bytes !== undefined) this.write(bytes)
    this.#speaking.close(this.#farewell.code, this.#farewell.reason)
    if (this.#socket.writable) this.#socket.write(nothing, () => this.#connection?.over())
    else process.nextTick(() => this.#over())
  }

  destroy(): void {
    this.#speaking.terminate()
    if (this.#isClosed) process.nextTick(() => this.#over())
  }

  pause(): void {
    this.#speaking.pause()
  }

  resume(): void {
    this.#speaking.resume()
  }

  isPaused(): boolean {
    return this.#speaking.isPaused
  }

  // For what listens to the WebSocket.

  /** The peer broke the protocol: a close frame that says how is on its way. */
  violated(error: string): void {
    this.#connection?.over(error)
  }

  /** The socket is closed. A connection whose lines wait goes on until they are handled. */
  closed(): void {
    this.#isClosed = true
    if (this.#connection?.ended === false) this.#peerEnded()
    else this.#over()
  }

  #peerEnded(): void {
    if (this.#connection?.ended === false) this.#connection.peerEnded()
  }

  #over(): void {
    this.#connection?.over()
    if (!this.#isClosed || this.#isGone) return
    this.#isGone = true
    this.#connection?.gone()
  }
}

/** Cut between characters: the peer checks that a reason is UTF-8. */
function shortened(reason: string): string {
  const bytes = Buffer.from(reason)
  if (bytes.length <= mostReasonBytes) return reason
  return new TextDecoder().decode(bytes.subarray(0, mostReasonBytes), { stream: true })
}
