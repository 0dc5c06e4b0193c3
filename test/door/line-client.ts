/** Somebody at the plain door over a real socket: sends lines, waits for lines, with a deadline on every wait. */
import { connect, type Socket } from 'node:net'

const usualDeadlineMs = 10_000

export type Match = string | RegExp

interface Waiting {
  readonly match: Match
  readonly resolve: (line: string) => void
  readonly reject: (error: Error) => void
}

export class LineClient {
  /** Every line received, without its end. */
  readonly lines: string[] = []
  /** Told of every line as it comes. */
  onLine: ((line: string) => void) | null = null
  /** Resolves when the connection is gone, whoever ended it. */
  readonly ended: Promise<void>
  readonly socket: Socket
  #rest = ''
  #next = 0
  #isOver = false
  #waiting: Waiting | null = null

  constructor(socket: Socket) {
    this.socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('utf8')
    // What breaks a connection ends in "close", which is awaited.
    socket.on('error', () => undefined)
    socket.on('data', (text: string) => this.#take(text))
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()))
    void this.ended.then(() => this.#over())
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** What has come without a line end. */
  get unfinished(): string {
    return this.#rest
  }

  say(...lines: readonly string[]): void {
    this.socket.write(lines.map((line) => `${line}\n`).join(''))
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes)
  }

  /** The first line that matches after the one waited for last. */
  waitFor(match: Match, deadlineMs = usualDeadlineMs): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#giveUp(match), deadlineMs)
      const done = (): void => clearTimeout(timer)
      this.#waiting = {
        match,
        resolve: (line) => (done(), resolve(line)),
        reject: (error) => (done(), reject(error)),
      }
      this.#look()
      if (this.#isOver) this.#over()
    })
  }

  /** Says a line and waits for its answer. */
  ask(line: string, match: Match): Promise<string> {
    this.say(line)
    return this.waitFor(match)
  }

  /** Waits until everything said so far was handled; answers the lines that came since the last wait. */
  async fence(mark: string): Promise<readonly string[]> {
    const from = this.#next
    await this.ask(`/zz${mark}`, `/zz${mark} (`)
    return this.lines.slice(from, this.#next - 1)
  }

  end(): void {
    this.socket.end()
  }

  destroy(): void {
    this.socket.destroy()
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      this.lines.push(line)
      this.onLine?.(line)
    }
    this.#look()
  }

  #look(): void {
    const waiting = this.#waiting
    if (waiting === null) return
    for (; this.#next < this.lines.length; this.#next += 1) {
      const line = this.lines[this.#next] ?? ''
      if (!matches(line, waiting.match)) continue
      this.#next += 1
      this.#waiting = null
      return waiting.resolve(line)
    }
  }

  #giveUp(match: Match): void {
    this.#fail(`waited in vain for ${String(match)}`)
  }

  #over(): void {
    this.#isOver = true
    if (this.#waiting !== null) this.#fail(`the connection ended before ${String(this.#waiting.match)}`)
  }

  #fail(what: string): void {
    const waiting = this.#waiting
    this.#waiting = null
    const last = [...this.lines.slice(-10), this.#rest].map((line) => `  ${JSON.stringify(line)}`).join('\n')
    waiting?.reject(new Error(`${what}; the last lines were:\n${last}`))
  }
}

/** `from`: the address of this end, so that a test can be many people from many places. */
export function connectLines(port: number, from = '127.0.0.1', host = '127.0.0.1'): Promise<LineClient> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, localAddress: from })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(new LineClient(socket))
    })
  })
}

export const password = 'correct horse battery'

/** A new user, signed in and in #general. */
export async function register(port: number, name: string, from?: string): Promise<LineClient> {
  const client = await connectLines(port, from)
  client.say(`/register ${name} "${password}"`)
  await client.waitFor(/^\* talking in |^\* you are in no channel/)
  return client
}

/** A known user, signed in again. */
export async function signIn(port: number, name: string, from?: string): Promise<LineClient> {
  const client = await connectLines(port, from)
  client.say(`/login ${name} "${password}"`)
  await client.waitFor(/^\* talking in |^\* you are in no channel/)
  return client
}

function matches(line: string, match: Match): boolean {
  return typeof match === 'string' ? line.includes(match) : match.test(line)
}
