/** The client's end of the console socket: sends lines, matches answers, hands on events and questions. */
import { connect, type Socket } from 'node:net'
import { z } from 'zod'
import { Failure } from './failure.ts'

export interface Answer {
  readonly ok: boolean
  readonly text: string
  /** Set where JSON was asked for. */
  readonly value?: unknown
  /** Set where JSON was asked for and the line was refused. */
  readonly error?: { readonly code: string; readonly message: string } | undefined
}

export interface ConsoleLine {
  readonly line: string
  readonly json: boolean
  /** Asks the person at this end, without echo; `null` when there is nobody to answer. */
  readonly ask: (question: string) => Promise<string | null>
}

export interface ConsoleClientOptions {
  readonly path: string
  readonly systemUser: string
  readonly onEvent: (text: string) => void
}

const fromServer = z.union([
  z.object({ event: z.string() }),
  z.object({ re: z.number(), ask: z.string() }),
  z.object({ re: z.null(), text: z.string() }),
  z.object({
    re: z.number(),
    ok: z.boolean(),
    text: z.string().default(''),
    value: z.unknown().optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
])

type FromServer = z.infer<typeof fromServer>

/** How long the server may be silent about a line it was given. */
const answerDeadlineMs = 60_000

interface Waiting extends ConsoleLine {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
  deadline: NodeJS.Timeout
}

export class ConsoleClient {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #options: ConsoleClientOptions
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #unread = ''

  constructor(socket: Socket, options: ConsoleClientOptions) {
    this.#socket = socket
    this.#options = options
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => this.#take(chunk))
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    void this.closed.then(() => this.#lost())
  }

  run(request: ConsoleLine): Promise<Answer> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(gone())
      this.#waiting.set(id, { ...request, resolve, reject, deadline: this.#deadline(id) })
      this.#send({ id, systemUser: this.#options.systemUser, line: request.line, json: request.json })
    })
  }

  /** From now on what happens on the server is told to `onEvent`. */
  watch(): void {
    this.#send({ watch: true })
  }

  close(): void {
    this.#socket.end()
  }

  #take(chunk: string): void {
    const lines = (this.#unread + chunk).split('\n')
    this.#unread = lines.pop() ?? ''
    for (const line of lines) this.#handle(parseAnswer(line))
  }

  #handle(message: FromServer | null): void {
    if (message === null) return
    if ('event' in message) return this.#options.onEvent(message.event)
    if (message.re === null) return this.#refused(message.text)
    const waiting = this.#waiting.get(message.re)
    if (waiting === undefined) return
    clearTimeout(waiting.deadline)
    if ('ask' in message) return void this.#answerQuestion(message.re, waiting, message.ask)
    this.#waiting.delete(message.re)
    waiting.resolve(message)
  }

  async #answerQuestion(id: number, waiting: Waiting, question: string): Promise<void> {
    const answer = await waiting.ask(question).catch(() => null)
    if (!this.#waiting.has(id)) return
    waiting.deadline = this.#deadline(id)
    this.#send({ id, answer })
  }

  #deadline(id: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#waiting.get(id)?.reject(new Failure('the server did not answer in time'))
      this.#waiting.delete(id)
    }, answerDeadlineMs)
  }

  #send(message: object): void {
    this.#socket.write(`${JSON.stringify(message)}\n`)
  }

  /** The server cannot tell what it was asked: it is about to close. */
  #refused(text: string): void {
    this.#endWaiting(({ reject }) => reject(new Failure(text)))
  }

  #lost(): void {
    this.#endWaiting(({ reject }) => reject(gone()))
  }

  #endWaiting(end: (waiting: Waiting) => void): void {
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.deadline)
      end(waiting)
    }
    this.#waiting.clear()
  }
}

function gone(): Failure {
  return new Failure('the server closed the connection before it answered')
}

function parseAnswer(line: string): FromServer | null {
  try {
    return fromServer.parse(JSON.parse(line))
  } catch {
    return null
  }
}

/** Connects to a console socket; rejects with the system's own error. */
export function connectConsole(options: ConsoleClientOptions): Promise<ConsoleClient> {
  return new Promise((resolve, reject) => {
    const socket = connect(options.path)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      // What breaks later ends in "close", which every waiter hears.
      socket.on('error', () => undefined)
      resolve(new ConsoleClient(socket, options))
    })
  })
}
