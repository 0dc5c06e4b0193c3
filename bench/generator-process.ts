/** The parent's end of a generator process. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answers, Ask, Reply } from './generator/protocol.ts'

const entry = fileURLToPath(new URL('generator/main.ts', import.meta.url))

export class GeneratorProcess {
  readonly #child: ChildProcess
  #pending: PromiseWithResolvers<unknown> | null = null

  constructor() {
    this.#child = fork(entry, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
    this.#child.on('message', (reply: Reply) => {
      const pending = this.#pending
      this.#pending = null
      if ('done' in reply) pending?.resolve(reply.done)
      else pending?.reject(new Error(`the load generator failed: ${reply.failed}`))
    })
    this.#child.on('exit', () => this.#pending?.reject(new Error('the load generator ended by itself')))
  }

  /** One thing at a time. */
  async ask<Verb extends Ask['do']>(ask: Extract<Ask, { do: Verb }>): Promise<Answers[Verb]> {
    this.#pending = Promise.withResolvers()
    this.#child.send(ask)
    return (await this.#pending.promise) as Answers[Verb]
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await ended
  }
}
