/** A WebSocket of the API, for tests: asks, and keeps what it is told. */
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { demandDescribed, demandDescribedEvent } from './described.ts'
import type {
  CallAnswer,
  CallInput,
  CallName,
  WireError,
  WireEvent,
  WireFactName,
} from '../../../../src/protocols/api/wire.ts'

interface Answered {
  readonly re: unknown
  readonly ok?: unknown
  readonly error?: WireError
}

type Told = WireEvent | Answered

export class ApiSocket {
  readonly socket: WebSocket
  readonly told: Told[] = []
  closed: { readonly code: number; readonly reason: string } | null = null
  status: number | null = null
  readonly #waiting = new Map<unknown, (answer: Answered) => void>()
  #id = 0

  constructor(place: string, headers: Readonly<Record<string, string>> = {}) {
    this.socket = new WebSocket(`ws://${place}/api/socket`, { headers })
    this.socket.on('message', (text: Buffer) => this.#take(text.toString()))
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    this.socket.on('unexpected-response', (request, response) => {
      this.status = response.statusCode ?? null
      request.destroy()
    })
    this.socket.on('error', () => {})
    onTestFinished(() => this.socket.terminate())
  }

  #take(text: string): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server sends, which the tests look at
    const told = JSON.parse(text) as Told
    if ('event' in told) demandDescribedEvent(told)
    this.told.push(told)
    if ('re' in told) this.#waiting.get(told.re)?.(told)
  }

  get events(): readonly WireEvent[] {
    return this.told.filter((one) => 'event' in one)
  }

  /** The facts of one kind that have come so far. */
  facts<Name extends WireFactName>(name: Name): readonly Extract<WireEvent, { event: Name }>[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- told apart by its name
    return this.events.filter(({ event }) => event === name) as Extract<WireEvent, { event: Name }>[]
  }

  async opened(): Promise<void> {
    await expect.poll(() => this.socket.readyState).toBe(WebSocket.OPEN)
  }

  async ready(): Promise<Extract<WireEvent, { event: 'ready' }>> {
    await expect.poll(() => this.events.some(({ event }) => event === 'ready')).toBe(true)
    const found = this.events.find((event) => event.event === 'ready')
    if (found === undefined) throw new Error('not ready')
    return found
  }

  /** The answer as it comes. */
  async ask(name: string, input?: unknown): Promise<{ readonly ok?: unknown; readonly error?: WireError }> {
    this.#id += 1
    const id = this.#id
    const answer = new Promise<Answered>((resolve) => this.#waiting.set(id, resolve))
    this.socket.send(JSON.stringify({ id, do: name, with: input }))
    const { ok, error } = await answer
    return error === undefined ? { ok } : { error }
  }

  /** Fails where it is refused. */
  async call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>> {
    const answer = await this.ask(name, input)
    expect(answer).not.toHaveProperty('error')
    demandDescribed(name, answer.ok)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract test holds the server to it
    return answer.ok as CallAnswer<Name>
  }

  async ended(): Promise<{ readonly code: number; readonly reason: string }> {
    await expect.poll(() => this.closed).not.toBeNull()
    return this.closed ?? { code: 0, reason: '' }
  }
}
