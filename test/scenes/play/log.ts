/** The server's log during a scene: kept in memory, so that scenes can look for what must and must not be in it. */
import type { LogFields } from '../../../src/core/ports.ts'
import type { ServerOptions } from '../../../src/server.ts'

export class SceneLog {
  readonly lines: string[] = []
  readonly errors: string[] = []

  readonly sink: ServerOptions['log'] = {
    debug: (fields, message) => this.#keep(fields, message),
    info: (fields, message) => this.#keep(fields, message),
    warn: (fields, message) => this.#keep(fields, message),
    error: (fields, message) => {
      const { err } = fields
      this.errors.push(
        `${message}: ${err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(fields)}`,
      )
      this.#keep(fields, message)
    },
    setLevel: () => undefined,
  }

  #keep(fields: LogFields, message: string): void {
    this.lines.push(`${message} ${JSON.stringify(fields)}`)
  }
}
