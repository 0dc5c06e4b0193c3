/** Owns the time one socket may take to ask over HTTP and to read the answer. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Mortal, NetClock } from './heartbeat.ts'
import type { Peer } from './port.ts'

/** For the head of a request, the first and every further one; also how long nothing at all may be asked. */
const askTime = 10_000
/** For everything from there to the last byte of the answer; for what is long, again and again, as long as so many bytes got on in it. */
const answerTime = 30_000
const leastProgress = 32 * 1024

export class HttpVisit implements Mortal {
  readonly peer: Peer
  deadline: number
  readonly #socket: Socket
  readonly #clock: NetClock
  #answering = 0
  #leaving = false
  /** What had crossed the socket when it last got more time, or the last answer had left. */
  #crossed = 0

  constructor(socket: Socket, peer: Peer, clock: NetClock) {
    this.#socket = socket
    this.peer = peer
    this.#clock = clock
    this.deadline = clock.now() + askTime
  }

  answers(response: ServerResponse): void {
    this.#answering += 1
    this.deadline = this.#clock.now() + answerTime
    response.once('close', () => {
      this.#answering -= 1
      if (this.#answering > 0) return
      this.#crossed = this.#bytes
      this.deadline = this.#clock.now() + askTime
      if (this.#leaving) this.end()
    })
  }

  /** Closes the socket when it has been answered. */
  leave(): void {
    this.#leaving = true
    if (this.#answering === 0) this.end()
  }

  /** Its time is over, unless a long answer or a file on its way gets on. */
  expire(): void {
    const progress = this.#bytes - this.#crossed
    if (this.#answering === 0 || progress < leastProgress) return this.end()
    this.#crossed += progress
    this.deadline = this.#clock.now() + answerTime
  }

  end(): void {
    this.#socket.destroy()
  }

  /** That have really crossed: what waits in this process has not. */
  get #bytes(): number {
    const { bytesRead, bytesWritten, writableLength } = this.#socket
    return bytesRead + bytesWritten - writableLength
  }
}
