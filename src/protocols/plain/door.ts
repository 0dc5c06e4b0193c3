/** What this door's verbs work with: the core, the hub, and a way to ask the core that words refusals itself. */
import type { z } from 'zod'
import type { Command, Who } from '../../core/command.ts'
import { wordFault, type Fault, type Words } from '../../core/errors.ts'
import type { Clock, Log } from '../../core/ports.ts'
import type { Core } from '../../core/run.ts'
import type { Hub } from '../../fanout/hub.ts'
import type { PlainClient } from './client.ts'
import { wordsOf } from './errors.ts'

export interface PlainPorts {
  readonly core: Core
  readonly hub: Hub
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => PlainSettings
}

/** Read anew whenever they are needed, so that a reload takes effect. */
export interface PlainSettings {
  readonly serverName: string
  readonly motd: string
  readonly guests: boolean
  /** Where files are found, as `https://chat.example.org`. */
  readonly fileOrigin: string
  readonly registration: 'open' | 'invite' | 'closed'
  readonly signInSeconds: number
  readonly idleSeconds: number
}

export class PlainDoor {
  readonly core: Core
  readonly hub: Hub
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => PlainSettings
  readonly #words: Words

  constructor(ports: PlainPorts) {
    this.core = ports.core
    this.hub = ports.hub
    this.clock = ports.clock
    this.log = ports.log
    this.settings = ports.settings
    this.#words = wordsOf(() => ports.clock.now())
  }

  /**
   * Asks the core for a client. A refusal is worded and sent, and the answer is `undefined`. Somebody over their budget
   * waits for it, with their next lines unread: pasted text is slowed down, never lost.
   */
  async ask<W extends Who, Schema extends z.ZodType, Result>(
    client: PlainClient,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result | undefined> {
    for (;;) {
      const outcome = await this.core.run(client.actor, command, input)
      if (outcome.ok) return outcome.result
      if (outcome.fault.code !== 'too-many-requests') return this.refuse(client, outcome.fault)
      await this.#wait(outcome.fault.details.retryAfterMs)
      if (client.connection.ended) return undefined
    }
  }

  refuse(client: PlainClient, fault: Fault): undefined {
    client.refuse(wordFault(this.#words, fault))
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.after(milliseconds, resolve)
    })
  }
}
