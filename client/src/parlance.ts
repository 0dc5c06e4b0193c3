/** One user's view of a server: calls, and the facts of the chat as they happen, through every interruption. */
import { ask, CallRefused, type Answer, type CallName, type Input } from './call.ts'
import { Positions, type Positioned } from './positions.ts'
import { saidWhole, type Heard } from './said.ts'
import type { ChatError, Events } from './wire.ts'

export interface ParlanceOptions {
  /** Where the server is: `https://chat.example.org`. */
  readonly server: string
  /** A token for programs: `token.create`, or the settings page of the web client. */
  readonly token: string
  /** What went wrong on the way and will be tried again. */
  readonly onTrouble?: (error: unknown) => void
}

type EventName = keyof Events
interface SignInAnswer {
  readonly re?: string
  readonly error?: ChatError
}
type Listener = (event: never) => void

const positioned: ReadonlySet<string> = new Set([
  'message.sent',
  'message.edited',
  'message.deleted',
  'message.reacted',
  'message.pinned',
  'message.previewed',
  'topic.changed',
])

const signIn = 'sign-in'
const firstPause = 500
const longestPause = 30_000
/** From here on a close code says: do not come back. */
const stayAway = 4100
const mostTries = 8

export class Parlance {
  readonly #options: ParlanceOptions
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #positions: Positions
  readonly #ended = Promise.withResolvers<void>()
  #socket: WebSocket | null = null
  #self: string | null = null
  #pause = firstPause
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(options: ParlanceOptions) {
    this.#options = options
    this.#positions = new Positions({
      give: (fact) => this.#give(fact.event, fact),
      listChanges: (channel, after) => this.call('message.list-changes', { channel, after }),
      failed: (error) => {
        options.onTrouble?.(error)
        // What is missing is asked for anew when the server says again where everything stands.
        this.#socket?.close()
      },
    })
  }

  /** Resolves when it is closed; rejects when the server says not to come back. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** Rejects with `CallRefused`, or, when the server cannot be reached, with what `fetch` says. */
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
    return ask(this.#options, name, input)
  }

  /** Says something, once: what was not answered is sent again under the same mark. */
  async say(channel: string, text: string): Promise<Answer<'message.send'>> {
    const input = { channel, text, clientTag: crypto.randomUUID() }
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.call('message.send', input)
      } catch (error) {
        const again = !(error instanceof CallRefused) || isPassing(error)
        if (!again || tries >= mostTries) throw error
        this.#options.onTrouble?.(error)
        await new Promise((resolve) => setTimeout(resolve, waitOf(error, tries)))
      }
    }
  }

  /** Answers how to stop listening. Every fact comes once, those of a channel in the order of their positions. */
  on<Name extends EventName>(name: Name, listener: (event: Heard[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** Begins to listen; `ready` tells when the server has said where everything stands, also after every interruption. */
  open(): void {
    if (this.#isClosed || this.#socket !== null) return
    const address = new URL('/api/socket', this.#options.server)
    address.protocol = address.protocol.replace('http', 'ws')
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#take(String(data)))
    socket.addEventListener('close', ({ code, reason }) => this.#closed(code, reason))
    socket.addEventListener('error', () =>
      this.#options.onTrouble?.(new Error(`no connection to ${address.host}`)),
    )
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#socket?.close()
    this.#ended.resolve()
  }

  #take(text: string): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: as the server describes it
    const told = JSON.parse(text) as Partial<Events[EventName]> & SignInAnswer
    if (told.re === signIn && told.error !== undefined) return this.#refused(new CallRefused(told.error))
    if (told.event === undefined) return
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- told apart by its name
    const came = told as Events[EventName]
    const fact = came.event === 'message.sent' ? saidWhole(came) : came
    if (fact.event === 'hello') this.#signIn()
    if (fact.event === 'ready') this.#ready(fact)
    if (fact.event === 'member.left' && fact.user.id === this.#self) this.#positions.left(fact.channel.id)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- those of the set have a place
    if (positioned.has(fact.event)) this.#positions.take(fact as Positioned)
    else this.#give(fact.event, fact)
  }

  #signIn(): void {
    const secret = this.#options.token
    this.#socket?.send(JSON.stringify({ id: signIn, do: 'token.sign-in', with: { secret } }))
  }

  /** Without a sign-in nothing is heard: it is tried again by a new connection, or there is no use. */
  #refused(refusal: CallRefused): void {
    if (isPassing(refusal)) {
      this.#options.onTrouble?.(refusal)
      this.#socket?.close()
      return
    }
    this.#isClosed = true
    this.#socket?.close()
    this.#ended.reject(refusal)
  }

  #ready({ channels, user }: Events['ready']): void {
    this.#pause = firstPause
    this.#self = user.id
    for (const { channel } of channels) this.#positions.stands(channel, channel.lastPosition)
  }

  #closed(code: number, reason: string): void {
    this.#socket = null
    if (this.#isClosed) return
    if (code >= stayAway && code < 5000) {
      this.#isClosed = true
      return this.#ended.reject(new Error(reason))
    }
    this.#timer = setTimeout(() => this.open(), this.#pause * (0.5 + Math.random()))
    this.#pause = Math.min(this.#pause * 2, longestPause)
  }

  #give(name: string, event: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever listens under a name was given its type
      listener(event as never)
    }
  }
}

function isPassing({ code }: CallRefused): boolean {
  return ['busy', 'too-many-requests', 'storage-unavailable', 'shutting-down'].includes(code)
}

function waitOf(error: unknown, tries: number): number {
  const asked = error instanceof CallRefused ? error.details['retryAfterMs'] : undefined
  return typeof asked === 'number' ? asked : firstPause * 2 ** (tries - 1)
}
