/** The one WebSocket of a page: calls with deadlines, facts as they come, and coming back whenever it is lost. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, WireEvent, WireReady, WireSelf, WireServer } from '../../../src/protocols/api/wire.ts'
import { backoff } from './backoff.ts'
import { CallFault, type Call } from './calls.ts'
import { afterClose, type End } from './close-codes.ts'

export type ConnectionState =
  | { readonly is: 'off' }
  | { readonly is: 'connecting' }
  | { readonly is: 'open' }
  | { readonly is: 'waiting'; readonly until: number }
  | { readonly is: 'ended'; readonly end: End }

/** What the page has to do with what comes in. */
export interface Listener {
  /** First of all, on every socket. */
  greeted(server: WireServer): void
  ready(ready: WireReady): void
  fact(event: Exclude<WireEvent, { event: 'hello' | 'ready' }>): void
  /** The server knows nobody by this cookie. */
  nobody(): void
  /** The server refused the socket itself: banned, kicked; with the reason in the words of the server. */
  refused(message: string): void
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (fault: CallFault) => void
  readonly timer: ReturnType<typeof setTimeout> | undefined
}

const callDeadline = 20_000
const readyDeadline = 20_000

export class Connection {
  readonly #listener: Listener
  readonly #state = signal<ConnectionState>({ is: 'off' })
  readonly #waiting = new Map<number, Waiting>()
  #socket: WebSocket | null = null
  #nextId = 1
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #asGuest = false
  /** What a guest was called, and would like to be called again. */
  #guestName: string | null = null

  constructor(listener: Listener) {
    this.#listener = listener
    const soon = () => this.#now()
    window.addEventListener('online', soon)
    window.addEventListener('offline', () => this.#cutOff())
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon())
  }

  get state(): ReadonlySignal<ConnectionState> {
    return this.#state
  }

  open(how: { readonly asGuest: boolean }): void {
    this.#asGuest = how.asGuest
    this.#attempt = 0
    this.#connect()
  }

  close(): void {
    this.#state.value = { is: 'off' }
    this.#drop()
  }

  readonly call: Call = (name, input) =>
    new Promise((resolve, reject) => {
      const socket = this.#socket
      if (socket === null || this.#state.value.is !== 'open') return reject(fault('offline'))
      const id = this.#nextId++
      const timer = setTimeout(() => this.#unanswered(id, socket), callDeadline)
      this.#waiting.set(id, { resolve, reject, timer })
      socket.send(JSON.stringify({ id, do: name, with: input }))
    })

  /** At once, where one waits: the network is back, or somebody looks. */
  #now(): void {
    if (this.#state.value.is !== 'waiting') return
    clearTimeout(this.#timer)
    this.#connect()
  }

  /** The browser knows before the socket does, which may seem open for minutes. A server on this very machine is found again at once. */
  #cutOff(): void {
    const { is } = this.#state.peek()
    if (is === 'open' || is === 'connecting') this.#lost(0)
  }

  #connect(): void {
    this.#drop()
    this.#state.value = { is: 'connecting' }
    const socket = new WebSocket(new URL('/api/socket', location.href.replace(/^http/, 'ws')))
    this.#socket = socket
    this.#timer = setTimeout(() => socket === this.#socket && this.#lost(0), readyDeadline)
    socket.addEventListener('message', ({ data }) => socket === this.#socket && this.#heard(String(data)))
    socket.addEventListener('close', ({ code }) => socket === this.#socket && this.#lost(code))
  }

  #heard(text: string): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: the server's own shapes
    const said = JSON.parse(text) as WireEvent | Answer
    if ('re' in said) return this.#answered(said)
    if (said.event === 'hello') {
      this.#listener.greeted(said.server)
      if (said.user === null) this.#greetedAsNobody()
    } else if (said.event === 'ready') {
      clearTimeout(this.#timer)
      this.#attempt = 0
      this.#state.value = { is: 'open' }
      this.#guestName = guestNameOf(said.user)
      this.#listener.ready(said)
    } else this.#listener.fact(said)
  }

  #greetedAsNobody(): void {
    const socket = this.#socket
    // A server that refuses whom it knows says so next, and closes.
    if (!this.#asGuest) return void setTimeout(() => socket === this.#socket && this.#listener.nobody(), 500)
    this.#enterAsGuest(this.#guestName)
  }

  #enterAsGuest(name: string | null): void {
    const id = this.#nextId++
    const reject = ({ code, message }: CallFault) => {
      // The server has not noticed yet that the former one is gone.
      if (code === 'name-taken' && name !== null) this.#enterAsGuest(null)
      else if (!isUnansweredCode(code)) this.#listener.refused(message)
    }
    this.#waiting.set(id, { resolve: () => undefined, reject, timer: undefined })
    this.#socket?.send(JSON.stringify({ id, do: 'user.enter-as-guest', with: { name } }))
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(Number(answer.re))
    if (waiting === undefined || answer.re === null) {
      if ('error' in answer) this.#listener.refused(answer.error.message)
      return
    }
    this.#waiting.delete(Number(answer.re))
    clearTimeout(waiting.timer)
    if ('error' in answer) waiting.reject(new CallFault(answer.error))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: what this call answers, by the server's own checks
    else waiting.resolve(answer.ok as never)
  }

  #lost(code: number): void {
    this.#drop()
    const next = afterClose(code)
    if (!next.comeBack) {
      this.#state.value = { is: 'ended', end: next.end }
      return
    }
    const wait = backoff(this.#attempt++, Math.random)
    this.#state.value = { is: 'waiting', until: Date.now() + wait }
    this.#timer = setTimeout(() => this.#connect(), wait)
  }

  #drop(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    for (const id of this.#waiting.keys()) this.#forget(id, 'offline')
  }

  /** A server that does not answer is as good as gone: what was asked of it is asked again elsewhere, or later. */
  #unanswered(id: number, socket: WebSocket): void {
    this.#forget(id, 'no-answer')
    if (socket === this.#socket) this.#lost(0)
  }

  #forget(id: number, code: 'offline' | 'no-answer'): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    clearTimeout(waiting?.timer)
    waiting?.reject(fault(code))
  }
}

function fault(code: 'offline' | 'no-answer'): CallFault {
  return new CallFault({ code, message: '', details: {} })
}

/** Whether a call may be made again as it was: it was not refused, only not answered. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof CallFault && isUnansweredCode(error.code)
}

function isUnansweredCode(code: string): boolean {
  return code === 'offline' || code === 'no-answer'
}

/** What stands after `guest-`. */
function guestNameOf({ kind, name }: WireSelf): string | null {
  return kind === 'guest' ? (/^guest-(\w{1,20})$/.exec(name)?.[1] ?? null) : null
}
