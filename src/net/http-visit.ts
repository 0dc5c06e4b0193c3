/** Owns the time one socket may take to ask over HTTP and to read the answer. */
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Mortal, NetClock } from './heartbeat.ts'
import type { Peer } from './port.ts'

/** For the head of a request, the first and every further one; also how long nothing at all may be asked. */
const askTime = 10_000
/** For everything from there to the last byte of the answer. */
const answerTime = 30_000

export class HttpVisit implements Mortal {
  readonly peer: Peer
  deadline: number
  readonly #socket: Socket
  readonly #clock: NetClock
  #answering = 0
  #leaving = false

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
      this.deadline = this.#clock.now() + askTime
      if (this.#leaving) this.expire()
    })
  }

  /** Closes the socket when it has been answered. */
  leave(): void {
    this.#leaving = true
    if (this.#answering === 0) this.expire()
  }

  expire(): void {
    this.#socket.destroy()
  }
}
