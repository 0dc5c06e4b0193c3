/** The operator at the console's local socket: commands, questions answered, JSON answers, and facts watched. */
import { connect, type Socket } from 'node:net'
import { Changing, within } from '../play/deadline.ts'

export interface Reply {
  readonly ok: boolean
  /** The text shown, or the value as JSON. */
  readonly text: string
}

type Message = Readonly<Record<string, unknown>>

export class Operator {
  readonly #socket: Socket
  readonly #systemUser: string
  readonly #changing = new Changing()
  readonly #messages: Message[] = []
  /** Facts shown and not noticed yet. */
  readonly #facts: string[] = []
  #rest = ''
  #id = 0
  #open = true

  private constructor(socket: Socket, systemUser: string) {
    this.#socket = socket
    this.#systemUser = systemUser
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => this.#receive(String(chunk)))
    socket.on('error', () => this.#close())
    socket.on('close', () => this.#close())
    this.#send({ watch: true })
  }

  static async open(path: string, systemUser: string): Promise<Operator> {
    const socket = connect(path)
    const ready = Promise.withResolvers<void>()
    socket.once('connect', ready.resolve)
    socket.once('error', ready.reject)
    await within(ready.promise, () => `a connection to ${path}`)
    return new Operator(socket, systemUser)
  }

  /** Questions on the way are answered in turn with `answers`. */
  async types(line: string, how: { json?: boolean; answers?: readonly string[] } = {}): Promise<Reply> {
    const id = ++this.#id
    this.#send({ id, systemUser: this.#systemUser, line, json: how.json ?? false })
    const answers = [...(how.answers ?? [])]
    for (;;) {
      const message = await this.#next(id, line)
      if (message['ask'] === undefined) return replyOf(message)
      this.#send({ id, answer: answers.shift() ?? null })
    }
  }

  async sees(text: string): Promise<void> {
    const at = await this.#changing.until(
      () => {
        const found = this.#facts.findIndex((fact) => fact.includes(text))
        return found === -1 ? null : found
      },
      () => `the operator to be shown ${JSON.stringify(text)}`,
    )
    this.#facts.splice(at, 1)
  }

  async hasSeen(text: string): Promise<boolean> {
    await this.types('/help')
    return this.#facts.some((fact) => fact.includes(text))
  }

  leaves(): void {
    this.#socket.destroy()
    this.#close()
  }

  #next(id: number, line: string): Promise<Message> {
    return this.#changing.until(
      () => {
        const at = this.#messages.findIndex((message) => message['re'] === id)
        if (at === -1 && !this.#open) throw new Error(`the console was closed without an answer to ${line}`)
        return this.#messages.splice(at, at === -1 ? 0 : 1)[0] ?? null
      },
      () => `the answer to the operator's ${line}`,
    )
  }

  #send(message: object): void {
    if (this.#open) this.#socket.write(`${JSON.stringify(message)}\n`)
  }

  #receive(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = JSON.parse(line) as Message
      if (typeof message['event'] === 'string') this.#facts.push(message['event'])
      else this.#messages.push(message)
    }
    this.#changing.changed()
  }

  #close(): void {
    this.#open = false
    this.#changing.changed()
  }
}

function replyOf(message: Message): Reply {
  const { ok, text, value } = message as { ok: boolean; text?: string; value?: unknown }
  return { ok, text: text ?? JSON.stringify(value) }
}
