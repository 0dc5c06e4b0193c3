/** The server's log during a scene: kept in memory, so that scenes can look into it and know who has come and gone. */
import type { LogFields } from '../../../src/core/ports.ts'
import type { ServerOptions } from '../../../src/server.ts'
import { Changing } from './deadline.ts'

const entering = new Set(['user.sign-in', 'user.register', 'user.enter-as-guest', 'token.sign-in'])

export class SceneLog {
  readonly lines: string[] = []
  readonly errors: string[] = []
  readonly #changing = new Changing()
  readonly #connected = new Set<unknown>()
  /** Clients that act for a user, until they are signed out. */
  readonly #entered = new Set<unknown>()

  readonly sink: ServerOptions['log'] = {
    debug: (fields, message) => this.#keep(fields, message),
    info: (fields, message) => this.#keep(fields, message),
    warn: (fields, message) => this.#keep(fields, message),
    error: (fields, message) => {
      const { err } = fields
      const what = err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(fields)
      this.errors.push(`${message}: ${what}`)
      this.#keep(fields, message)
    },
    setLevel: () => undefined,
  }

  get connections(): number {
    return this.#connected.size
  }

  /** Clients that have gone and whose users are not signed out yet. */
  get departuresUnderWay(): number {
    return [...this.#entered].filter((client) => !this.#connected.has(client)).length
  }

  async until(holds: () => boolean, what: string): Promise<void> {
    await this.#changing.until(
      () => (holds() ? true : null),
      () => what,
    )
  }

  #keep(fields: LogFields, message: string): void {
    this.lines.push(`${message} ${JSON.stringify(fields)}`)
    const { client } = fields
    if (message === 'connected') this.#connected.add(client)
    if (message === 'disconnected') this.#connected.delete(client)
    // Whoever asks over HTTP comes and goes with the request.
    if (entering.has(message) && this.#connected.has(client)) this.#entered.add(client)
    if (message === 'user.sign-out') this.#entered.delete(client)
    this.#changing.changed()
  }
}
