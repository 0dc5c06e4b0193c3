/** One WebSocket of the API: asks, and keeps what came, in its order, until a scene has noticed it. */
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import { saidWhole } from '../../../client/src/said.ts'
import type { Answer, WireEvent } from '../../../src/protocols/api/wire.ts'
import { Changing, within } from '../play/deadline.ts'
import { wordsOf, type Heard, type Told } from './api-told.ts'
import type { Where } from './person.ts'

interface Kept {
  readonly told: Told
  /** As a person reads it. */
  readonly text: string
  noticed: boolean
}

/** Whether an event is shown; one that is known already, or has come out of its turn, is not. */
type Takes = (event: Heard) => boolean

export class ApiWire {
  readonly kept: Kept[] = []
  readonly #socket: WebSocket
  readonly #changing = new Changing()
  readonly #waiting = new Map<number, (answer: Answer | null) => void>()
  readonly #takes: Takes
  #id = 0
  #pongs = 0
  #open = true

  private constructor(socket: WebSocket, takes: Takes) {
    this.#socket = socket
    this.#takes = takes
    socket.on('message', (frame: Buffer) => this.#receive(JSON.parse(frame.toString()) as WireEvent | Answer))
    socket.on('close', (_, reason) => this.#close(reason.toString()))
    socket.on('pong', () => this.#heard())
    socket.on('error', () => {})
    socket.on('unexpected-response', (request, response) => {
      void this.#turnedAway(response).finally(() => request.destroy())
    })
  }

  /** Resolves when the server has greeted, or turned away. */
  static async open({ door, from, headers }: Where, takes: Takes): Promise<ApiWire> {
    const address = from === null ? {} : { localAddress: from }
    // Only a browser has cookies, and it says whose page asks.
    const page = headers?.['Cookie'] === undefined ? {} : { origin: `http://${door}` }
    const socket = new WebSocket(`ws://${door}/api/socket`, { headers, ...page, ...address })
    const wire = new ApiWire(socket, takes)
    await wire.#changing.until(
      () => (wire.kept.length > 0 || !wire.#open ? true : null),
      () => `a greeting from ${door}`,
    )
    return wire
  }

  get connected(): boolean {
    return this.#open
  }

  /** `null`: the connection was closed instead. */
  async asks(name: string, input: object): Promise<Answer | null> {
    if (!this.#open) return null
    const id = ++this.#id
    const { promise, resolve } = Promise.withResolvers<Answer | null>()
    this.#waiting.set(id, resolve)
    this.#socket.send(JSON.stringify({ id, do: name, with: input }))
    return within(promise, () => `the answer to ${name}`)
  }

  /** Nothing but a sign of life, which is answered by one. */
  async pings(): Promise<void> {
    if (!this.#open) return
    const awaited = this.#pongs + 1
    this.#socket.ping()
    await this.#changing.until(
      () => (this.#pongs >= awaited || !this.#open ? true : null),
      () => 'an answer to a ping',
    )
  }

  keep(told: Told): void {
    this.kept.push({ told, text: wordsOf(told), noticed: false })
    this.#changing.changed()
  }

  /** Waits for something not noticed before, and notices it. After the end nothing is waited for. */
  async take(matches: (kept: Kept) => boolean, what: () => string): Promise<void> {
    const found = await this.#changing.until(() => this.unnoticed(matches) ?? this.#never(what), what)
    found.noticed = true
  }

  unnoticed(matches: (kept: Kept) => boolean): Kept | null {
    return this.kept.find((kept) => !kept.noticed && matches(kept)) ?? null
  }

  async closed(): Promise<void> {
    await this.#changing.until(
      () => (this.#open ? null : true),
      () => 'the server to close the connection',
    )
  }

  /** As a page that is left. */
  leaves(): void {
    this.#socket.close(1000)
  }

  cut(): void {
    this.#socket.terminate()
    this.#close('')
  }

  #receive(came: WireEvent | Answer): void {
    if ('event' in came) {
      const heard = came.event === 'message.sent' ? saidWhole(came) : came
      if (this.#takes(heard)) this.keep(heard)
    } else if (came.re === null && 'error' in came) this.keep({ event: 'refused', error: came.error })
    else this.#waiting.get(Number(came.re))?.(came)
    this.#changing.changed()
  }

  #heard(): void {
    this.#pongs += 1
    this.#changing.changed()
  }

  /** Refused before there was a socket. */
  async #turnedAway(response: IncomingMessage): Promise<void> {
    const message = (await text(response)).trim()
    const code = response.statusCode === 429 ? 'too-many-connections' : 'shutting-down'
    this.keep({ event: 'refused', error: { code, message, details: {} } })
    this.#close(message)
  }

  #close(reason: string): void {
    if (!this.#open) return
    this.#open = false
    if (reason !== '') this.keep({ event: 'closed', reason })
    for (const resolve of this.#waiting.values()) resolve(null)
    this.#changing.changed()
  }

  /** Fails at once when nothing more can come. */
  #never(what: () => string): null {
    if (!this.#open) throw new Error(`the connection was closed without ${what()}`)
    return null
  }
}
