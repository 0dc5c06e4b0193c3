/** Owns the first bytes of a connection until they are a PROXY header, are none, or their time is up. */
import type { Socket } from 'node:net'
import type { Mortal } from './heartbeat.ts'
import { readProxyHeader, type ProxyHeader } from './proxy-header.ts'

/** How long a trusted proxy may take to send its header. */
const headerTime = 5000

export interface ProxyWaitOptions {
  readonly now: number
  /** The header came; what followed it will be read from the socket as if nothing had been before. */
  readonly found: (header: ProxyHeader) => void
  /** It did not come, and the socket is closed. */
  readonly failed: (because: string) => void
}

export class ProxyWait implements Mortal {
  readonly deadline: number
  readonly #socket: Socket
  readonly #options: ProxyWaitOptions
  #received: Buffer = Buffer.alloc(0)

  constructor(socket: Socket, options: ProxyWaitOptions) {
    this.deadline = options.now + headerTime
    this.#socket = socket
    this.#options = options
    socket.on('data', this.#receive)
    socket.on('end', this.#ended)
    socket.on('close', this.#ended)
  }

  expire(): void {
    this.#fail('no header in time')
  }

  readonly #receive = (chunk: Buffer): void => {
    this.#received = Buffer.concat([this.#received, chunk])
    const header = readProxyHeader(this.#received)
    if (header === 'more') return
    if (header === 'broken') return this.#fail('not a header')
    this.#leave()
    this.#socket.pause()
    const rest = this.#received.subarray(header.length)
    if (rest.length > 0) this.#socket.unshift(rest)
    this.#options.found(header)
  }

  readonly #ended = (): void => this.#fail('closed before the header')

  #fail(because: string): void {
    this.#leave()
    this.#socket.destroy()
    this.#options.failed(because)
  }

  #leave(): void {
    this.#socket.off('data', this.#receive)
    this.#socket.off('end', this.#ended)
    this.#socket.off('close', this.#ended)
  }
}
