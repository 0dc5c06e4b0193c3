/** One connection of the generator: first it converses, a line asked and an answer awaited; then it only receives. */
import { connect, type Socket } from 'node:net'

export interface ClientAddress {
  readonly port: number
  /** The loopback address it comes from. */
  readonly from: string
}

/** Takes whole lines of what a client received. */
export type Receive = (client: BenchClient, lines: Buffer) => void

const lineFeed = 10
const patienceMs = 60_000
const nothing = Buffer.alloc(0)

export class BenchClient {
  readonly number: number
  readonly #socket: Socket
  #heard = ''
  #awaited: { text: string; answered: PromiseWithResolvers<void> } | null = null
  #receive: Receive | null = null
  /** The beginning of a line whose end has not come. */
  #rest: Buffer = nothing
  #ending = false

  /** `shared` is what all clients read into: a chunk is dealt with before the next one is read. */
  constructor(number: number, address: ClientAddress, shared: Buffer) {
    this.number = number
    this.#socket = connect({
      port: address.port,
      host: '127.0.0.1',
      localAddress: address.from,
      noDelay: true,
      onread: { buffer: shared, callback: (length) => this.#take(shared.subarray(0, length)) },
    })
    this.#socket.on('error', (error) => this.#failed(error))
    this.#socket.on('close', () => this.#failed(new Error('the server closed the connection')))
  }

  /** Sends a line, if any, and waits for a text in what the server says; a refusal rejects. */
  async ask(line: string | null, text: string): Promise<void> {
    const answered = Promise.withResolvers<void>()
    this.#heard = line === null ? this.#heard : ''
    this.#awaited = { text, answered }
    if (line !== null) this.send(`${line}\n`)
    const timer = setTimeout(
      () => this.#failed(new Error(`no answer to ${line ?? 'a connection'}`)),
      patienceMs,
    )
    this.#listenFor()
    await answered.promise.finally(() => clearTimeout(timer))
  }

  send(lines: string): void {
    this.#socket.write(lines, 'latin1')
  }

  /** From now on everything goes to `receive`. */
  onlyReceive(receive: Receive): void {
    this.#rest = Buffer.from(this.#heard.slice(this.#heard.lastIndexOf('\n') + 1), 'latin1')
    this.#heard = ''
    this.#receive = receive
  }

  async leave(): Promise<void> {
    this.#ending = true
    const closed = new Promise((resolve) => this.#socket.once('close', resolve))
    this.#socket.end()
    await closed
  }

  #take(chunk: Buffer): boolean {
    if (this.#receive === null) this.#converse(chunk)
    else this.#pass(chunk, this.#receive)
    return true
  }

  #pass(chunk: Buffer, receive: Receive): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const end = bytes.lastIndexOf(lineFeed) + 1
    this.#rest = end === bytes.length ? nothing : Buffer.from(bytes.subarray(end))
    if (end > 0) receive(this, end === bytes.length ? bytes : bytes.subarray(0, end))
  }

  #converse(chunk: Buffer): void {
    this.#heard += chunk.toString('latin1')
    this.#listenFor()
  }

  #listenFor(): void {
    const awaited = this.#awaited
    if (awaited === null) return
    const refusal = /^! .*$/m.exec(this.#heard)
    if (refusal !== null) return this.#failed(new Error(refusal[0]))
    if (!this.#heard.includes(awaited.text)) return
    this.#awaited = null
    awaited.answered.resolve()
  }

  #failed(error: Error): void {
    if (this.#ending) return
    const awaited = this.#awaited
    this.#awaited = null
    if (awaited !== null) awaited.answered.reject(error)
    // A connection lost while messages fly makes every figure worthless.
    else throw error
  }
}
