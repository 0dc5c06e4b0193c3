/** One connection of the generator: first it converses, something asked and an answer awaited; then it only receives. */
import { connect, type Socket } from 'node:net'
import { connect as connectByTls, createSecureContext } from 'node:tls'
import type { Door } from './doors/door.ts'

export interface ClientAddress {
  readonly port: number
  /** The loopback address it comes from. */
  readonly from: string
  readonly tls: boolean
}

/** Takes whole lines or frames of what a client received. */
export type Receive = (client: BenchClient, bytes: Buffer) => void

const patienceMs = 120_000
const nothing = Buffer.alloc(0)
/** The server makes its own certificate; it is on this machine. */
const trusting = { rejectUnauthorized: false, secureContext: createSecureContext() }

export class BenchClient {
  readonly number: number
  readonly #door: Door
  readonly #socket: Socket
  #heard = ''
  #awaited: { form: RegExp; answered: PromiseWithResolvers<void> } | null = null
  #receive: Receive | null = null
  /** The beginning of a line or frame whose end has not come. */
  #rest: Buffer = nothing
  #ending = false

  /** `shared` is what all clients read into: a chunk is dealt with before the next one is read. */
  constructor(number: number, address: ClientAddress, { door, shared }: { door: Door; shared: Buffer }) {
    this.number = number
    this.#door = door
    const where = {
      port: address.port,
      host: '127.0.0.1',
      localAddress: address.from,
      noDelay: true,
      onread: { buffer: shared, callback: (length: number) => this.#take(shared.subarray(0, length)) },
    }
    this.#socket = address.tls ? connectByTls({ ...where, ...trusting }) : connect(where)
    this.#socket.on('error', (error) => this.#failed(error))
    this.#socket.on('close', () => this.#failed(new Error('the server closed the connection')))
  }

  /** Sends something, if anything, and waits for an answer of that form; a refusal rejects. */
  async ask(text: string, form: RegExp): Promise<void> {
    const answered = Promise.withResolvers<void>()
    this.#heard = text === '' ? this.#heard : ''
    this.#awaited = { form, answered }
    if (text !== '') this.send(text)
    const timer = setTimeout(
      () => this.#failed(new Error(`no answer to ${text === '' ? 'a connection' : JSON.stringify(text)}`)),
      patienceMs,
    )
    this.#listenFor()
    await answered.promise.finally(() => clearTimeout(timer))
  }

  /** One character a byte. */
  send(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  /** From now on everything goes to `receive`. */
  onlyReceive(receive: Receive): void {
    this.#receive = receive
  }

  /** That the connection is closed, or breaks, is no fault any more. */
  expectEnd(): void {
    this.#ending = true
  }

  async leave(): Promise<void> {
    this.#ending = true
    const closed = new Promise((resolve) => this.#socket.once('close', resolve))
    this.#socket.end()
    await closed
  }

  #take(chunk: Buffer): boolean {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const end = this.#door.wholeBytes(bytes)
    this.#rest = end === bytes.length ? nothing : Buffer.from(bytes.subarray(end))
    if (end > 0) this.#pass(end === bytes.length ? bytes : bytes.subarray(0, end))
    return true
  }

  #pass(bytes: Buffer): void {
    if (this.#receive === null) this.#converse(bytes)
    else this.#receive(this, bytes)
  }

  /** Nobody asked for what is heard between two questions; only a PING is answered. */
  #converse(bytes: Buffer): void {
    const { answer } = this.#door.read(bytes)
    if (answer !== '') this.send(answer)
    if (this.#awaited === null) return
    this.#heard += bytes.toString('latin1')
    this.#listenFor()
  }

  #listenFor(): void {
    const awaited = this.#awaited
    if (awaited === null) return
    const refusal = this.#door.refusal.exec(this.#heard)
    if (refusal !== null) return this.#failed(new Error(refusal[0]))
    if (!awaited.form.test(this.#heard)) return
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
