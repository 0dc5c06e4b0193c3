/** One program connected to the local socket: its commands one after the other, its questions, and the facts it watches. */
import type { Clock, NewId } from '../../core/ports.ts'
import type { ClientId } from '../../core/types.ts'
import type { Client } from '../../fanout/client.ts'
import type { Hub } from '../../fanout/hub.ts'
import type { LineConnection } from '../../net/line-connection.ts'
import type { Desk } from './answer-line.ts'
import { socketFlavour } from './encode.ts'
import {
  encodeFault,
  encodeQuestion,
  encodeReply,
  parseMessage,
  type LocalAnswer,
  type LocalRequest,
} from './local-wire.ts'

export interface SessionPorts {
  readonly desk: Desk
  readonly hub: Hub
  readonly clock: Clock
  readonly newId: NewId
  readonly log: { error(fields: { readonly err: unknown }, message: string): void }
  /** Who is meant when a program does not say for whom it asks. */
  readonly systemUser: string
}

interface Question {
  readonly id: number
  readonly settle: (answer: string | null) => void
}

/** How long a question waits for its answer. */
const patience = 5 * 60_000

export class LocalSession implements Client {
  readonly door = 'console'
  readonly address = 'local'
  readonly flavour = socketFlavour
  readonly user = null
  readonly operator = true
  readonly id: ClientId
  readonly connectedAt: number
  readonly #connection: LineConnection<LocalSession>
  readonly #ports: SessionPorts
  #question: Question | null = null
  #answering = false
  #next: LocalRequest | null = null
  #leaving = false

  constructor(connection: LineConnection<LocalSession>, ports: SessionPorts) {
    this.#connection = connection
    this.#ports = ports
    this.id = ports.newId<ClientId>()
    this.connectedAt = connection.connectedAt
  }

  receive(line: string): void {
    const message = parseMessage(line)
    if (message === null) return this.refuse('not understood: one JSON object per line, with "id" and "line"')
    if ('watch' in message) this.#watch(message.watch)
    else if ('answer' in message) this.#takeAnswer(message)
    else if (this.#answering) this.#askInstead(message)
    else void this.#carryOut(message)
  }

  /** Says what is wrong and ends: whoever cannot be understood is not guessed at. */
  refuse(text: string): void {
    this.#connection.end(encodeFault(null, text))
  }

  send(bytes: Buffer): void {
    this.#connection.send(bytes)
  }

  /** Ends when the command under way has been answered. */
  close(): void {
    this.#leaving = true
    this.#question?.settle(null)
    if (!this.#answering) this.#connection.end()
  }

  /** The connection is over. */
  closed(): void {
    this.#ports.hub.detach(this)
    this.#question?.settle(null)
  }

  #watch(watching: boolean): void {
    if (watching) this.#ports.hub.attach(this)
    else this.#ports.hub.detach(this)
  }

  #takeAnswer({ id, answer }: LocalAnswer): void {
    if (this.#question?.id !== id) return this.send(encodeFault(id, 'nothing was asked'))
    this.#connection.hold()
    this.#question.settle(answer)
  }

  /** One at a time: the next line is read when this one is answered, or when it asks something. */
  async #carryOut(request: LocalRequest): Promise<void> {
    this.#answering = true
    this.#connection.hold()
    try {
      this.send(encodeReply(request, await this.#answer(request)))
    } catch (error) {
      this.#ports.log.error({ err: error }, 'a console command could not be answered')
      this.send(encodeFault(request.id, 'something went wrong in the server: error.log has it'))
    }
    this.#answering = false
    const next = this.#next
    this.#next = null
    if (this.#leaving) this.#connection.end()
    else if (next !== null) void this.#carryOut(next)
    else this.#connection.release()
  }

  /** A command instead of an answer: the question is dropped, and the command's turn comes when that has been said. */
  #askInstead(request: LocalRequest): void {
    this.#connection.hold()
    this.#next = request
    this.#question?.settle(null)
  }

  #answer({ id, line, systemUser }: LocalRequest) {
    return this.#ports.desk.answer(line, {
      systemUser: systemUser === undefined || systemUser === '' ? this.#ports.systemUser : systemUser,
      askSecret: (question) => this.#ask(id, question),
    })
  }

  #ask(id: number, question: string): Promise<string | null> {
    if (this.#leaving || this.#connection.ended) return Promise.resolve(null)
    this.send(encodeQuestion(id, question))
    return new Promise((resolve) => {
      const stop = this.#ports.clock.after(patience, () => settle(null))
      const settle = (answer: string | null): void => {
        this.#question = null
        stop()
        resolve(answer)
      }
      this.#question = { id, settle }
      this.#connection.release()
    })
  }
}
