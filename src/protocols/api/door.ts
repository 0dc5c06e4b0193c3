/** What the parts of this door work with: the ports, the settings, and a refusal in its words. */
import type { z } from 'zod'
import type { Actor, Visitor } from '../../core/actor.ts'
import type { Command, Outcome, Who } from '../../core/command.ts'
import type { Fault } from '../../core/errors.ts'
import { isServerEmpty } from '../../core/node/is-empty.ts'
import type { DoorPorts } from '../protocol.ts'
import type { ApiClient } from './client.ts'
import { errorOf } from './errors.ts'
import type { ApiSettings } from './settings.ts'
import type { Verb } from './verb.ts'
import type { WireError, WireServer } from './wire.ts'

export class ApiDoor {
  readonly ports: DoorPorts
  readonly settings: () => ApiSettings
  readonly clients = new Set<ApiClient>()
  /** Once a call has been looked for (`verbNamed`). */
  verbs: Readonly<Record<string, Verb>> | null = null
  /** Once somebody has, that stays so. */
  #someoneRegistered = false

  constructor(ports: DoorPorts, settings: () => ApiSettings) {
    this.ports = ports
    this.settings = settings
  }

  run<W extends Who, Schema extends z.ZodType, Result>(
    actor: Actor,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Outcome<Result>> {
    return this.ports.core.run(actor, command, input)
  }

  /** Somebody who asks over HTTP, for the length of one request. */
  visitor(address: string): Visitor {
    return { kind: 'visitor', client: this.ports.newId(), address, certificate: null }
  }

  errorOf(fault: Fault): WireError {
    return errorOf(fault, () => this.ports.clock.now())
  }

  async describe(): Promise<WireServer> {
    const { serverName, version, registration, emailRequired, guests, bots, motd, ...limits } =
      this.settings()
    return {
      name: serverName,
      version,
      registration,
      emailRequired,
      guests,
      bots,
      motd,
      isEmpty: await this.#isEmpty(),
      limits: {
        messageLength: limits.messageLength,
        topicLength: limits.topicLength,
        passwordMin: limits.passwordLength.min,
        passwordMax: limits.passwordLength.max,
        historyPage: limits.historyPage,
      },
    }
  }

  async #isEmpty(): Promise<boolean> {
    if (this.#someoneRegistered) return false
    const outcome = await this.run(this.visitor('127.0.0.1'), isServerEmpty, {})
    this.#someoneRegistered = outcome.ok && !outcome.result.isEmpty
    return !this.#someoneRegistered
  }
}
