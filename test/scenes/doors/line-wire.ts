/** One socket of a text door: sends lines and bytes, keeps what came, and remembers which lines a scene has noticed. */
import { connect, type Socket } from 'node:net'
import { Changing, within } from '../play/deadline.ts'
import type { Where, Wire } from './person.ts'

export interface Line {
  readonly text: string
  noticed: boolean
}

/** What is kept of a line that has come; `null`: nothing by itself. */
export type Shape = (text: string) => string | null

export class LineWire implements Wire {
  readonly lines: Line[] = []
  readonly #socket: Socket
  readonly #lineEnd: string
  readonly #changing = new Changing()
  readonly #shape: Shape
  #received: Buffer = Buffer.alloc(0)
  #taken = 0
  #open = true

  private constructor(socket: Socket, lineEnd: string, shape: Shape) {
    this.#socket = socket
    this.#lineEnd = lineEnd
    this.#shape = shape
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('error', () => this.#close())
    socket.on('close', () => this.#close())
  }

  static async open(where: Where, shape: Shape): Promise<LineWire> {
    const split = where.door.lastIndexOf(':')
    const host = where.door.slice(0, split).replace(/^\[|\]$/g, '')
    const port = Number(where.door.slice(split + 1))
    const from = where.from === null ? {} : { localAddress: where.from }
    const socket = connect({ host, port, ...from })
    const wire = new LineWire(socket, where.telnet ? '\r\n' : '\n', shape)
    const ready = Promise.withResolvers<void>()
    socket.once('connect', ready.resolve)
    socket.once('error', ready.reject)
    await within(ready.promise, () => `a connection to ${where.door}`)
    return wire
  }

  get connected(): boolean {
    return this.#open
  }

  type(line: string): void {
    this.sendBytes(Buffer.from(line + this.#lineEnd))
  }

  sendBytes(bytes: Buffer): void {
    if (this.#open) this.#socket.write(bytes)
  }

  cut(): void {
    this.#socket.destroy()
    this.#close()
  }

  /** Waits for a line not noticed before, and notices it. After the end nothing is waited for. */
  async take(matches: (line: string) => boolean, what: () => string): Promise<string> {
    const found = await this.#changing.until(() => this.unnoticed(matches) ?? this.#never(what), what)
    found.noticed = true
    return found.text
  }

  unnoticed(matches: (line: string) => boolean): Line | null {
    return this.lines.find((line) => !line.noticed && matches(line.text)) ?? null
  }

  async reads(line: string): Promise<void> {
    await this.take(
      (text) => text === line,
      () => `the line ${JSON.stringify(line)}`,
    )
  }

  async isAsked(question: string): Promise<void> {
    const what = (): string => `the question ${JSON.stringify(question)}`
    const asked = (): true | null =>
      this.#unfinished.trimEnd().endsWith(question) ? true : this.#never(what)
    await this.#changing.until(asked, what)
    this.#taken = this.#received.length
  }

  async receives(bytes: Buffer): Promise<void> {
    const what = (): string => `the bytes ${bytes.toString('hex')}`
    await this.#changing.until(() => (this.hasReceived(bytes) ? true : this.#never(what)), what)
  }

  hasReceived(bytes: Buffer): boolean {
    return this.#received.includes(bytes)
  }

  async closed(): Promise<void> {
    await this.#changing.until(
      () => (this.#open ? null : true),
      () => 'the server to close the connection',
    )
  }

  /** Resolves when the line has come or the connection is closed; answers how many lines stood before it. */
  async until(line: string): Promise<number> {
    const what = (): string => `the answer to a round trip (${JSON.stringify(line)})`
    return this.#changing.until(() => {
      const at = this.lines.findIndex(({ text }) => text === line)
      if (at === -1) return this.#open ? null : this.lines.length
      this.lines.splice(at, 1)
      return at
    }, what)
  }

  get #unfinished(): string {
    return this.#received.subarray(this.#taken).toString()
  }

  /** Fails at once when nothing more can come. */
  #never(what: () => string): null {
    if (!this.#open) throw new Error(`the connection was closed without ${what()}`)
    return null
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    for (let end = this.#lineFeed(); end !== -1; end = this.#lineFeed()) {
      const text = this.#shape(this.#received.subarray(this.#taken, end).toString())
      if (text !== null) this.lines.push({ text, noticed: false })
      this.#taken = end + 1
    }
    this.#changing.changed()
  }

  #lineFeed(): number {
    return this.#received.indexOf(10, this.#taken)
  }

  #close(): void {
    this.#open = false
    this.#changing.changed()
  }
}
