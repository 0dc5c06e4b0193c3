/** What this door's verbs work with: the core, the hub, and a way to ask the core that answers refusals itself. */
import type { z } from 'zod'
import type { Command, Outcome, Who } from '../../core/command.ts'
import type { Fault } from '../../core/errors.ts'
import type { ChatEvent } from '../../core/events.ts'
import { foldName } from '../../lib/fold.ts'
import type { DoorPorts } from '../protocol.ts'
import type { IrcClient } from './client.ts'
import { refuse } from './errors.ts'
import { Flavours } from './flavour.ts'
import { compareOffers, offersTo, tellOffers, type Offer } from './offers.ts'
import { Supported } from './registration/supported.ts'
import type { IrcSettings } from './settings.ts'
import { Census } from './census.ts'
import { SharedReads } from './shared-reads.ts'
import { Spoken } from './spoken.ts'
import { Watch } from './watch.ts'
import type { Listed } from './verbs/names.ts'
import type { Counts } from './verbs/server.ts'
import { Whowas } from './whowas.ts'

/** Those whose word about others is believed. */
export interface TrustedProxies {
  trusts(address: string): boolean
}

export class IrcDoor {
  readonly ports: DoorPorts
  readonly settings: () => IrcSettings
  readonly proxies: TrustedProxies
  readonly flavours: Flavours
  /** Every open connection of the door. */
  readonly clients = new Set<IrcClient>()
  readonly watch = new Watch()
  readonly whowas = new Whowas()
  readonly census = new Census()
  readonly spoken = new Spoken()
  readonly listings = new SharedReads<ChatEvent, Outcome<Listed>>()
  readonly supported = new Supported()
  readonly counts = new SharedReads<'lusers', Counts | null>()
  /** Where clients without TLS are to come back (STS). */
  tlsPort: number | null = null
  #offered: IrcSettings | null = null

  constructor(ports: DoorPorts, settings: () => IrcSettings, proxies: TrustedProxies) {
    this.ports = ports
    this.settings = settings
    this.proxies = proxies
    this.flavours = new Flavours(() => {
      const { serverName, alwaysOn, fileOrigin } = settings()
      return { serverName, alwaysOn, fileOrigin }
    })
  }

  offersTo(client: IrcClient): readonly Offer[] {
    this.#offered ??= this.settings()
    return offersTo(client, { settings: this.settings(), tlsPort: this.tlsPort })
  }

  /** The configuration was read anew: everybody has from now on what is offered now, and is told where they want to be. */
  reloaded(): void {
    const settings = this.settings()
    const before = this.#offered
    this.#offered = settings
    this.flavours.forget()
    for (const client of this.clients) {
      if (before !== null) this.#tellOffers(client, before, settings)
      client.reshape()
    }
  }

  #tellOffers(client: IrcClient, before: IrcSettings, now: IrcSettings): void {
    const { tlsPort } = this
    const offers = (settings: IrcSettings) => offersTo(client, { settings, tlsPort })
    const { brought, taken } = compareOffers(offers(before), offers(now), client.isSecure)
    for (const name of taken) client.capabilities.delete(name)
    if (!client.has('cap-notify')) return
    tellOffers(client, 'NEW', brought)
    tellOffers(client, 'DEL', taken)
  }

  /** Asks the core for a client. A refusal is answered as `verb`'s, and the result is `undefined`. */
  async ask<W extends Who, Schema extends z.ZodType, Result>(
    { client, ...context }: Asking,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result | undefined> {
    const outcome = await this.try(client, command, input)
    if (outcome.ok) return outcome.result
    this.refuse(client, outcome.fault, context)
  }

  /** The same with the refusal as a value. Somebody over their budget waits for it, with their next lines unread. */
  async try<W extends Who, Schema extends z.ZodType, Result>(
    client: IrcClient,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Outcome<Result>> {
    for (;;) {
      const outcome = await this.ports.core.run(client.actor, command, input)
      if (outcome.ok || outcome.fault.code !== 'too-many-requests') return outcome
      const wait = outcome.fault.details.retryAfterMs
      client.isHeard()
      if (!(await this.#slow(client, wait))) return outcome
    }
  }

  /** Every line costs a little, whatever it asks: past the budget it waits, with those after it unread. */
  async pace(client: IrcClient): Promise<void> {
    const { lineRate } = this.settings()
    if (lineRate === null) return
    for (;;) {
      const wait = client.pace.takeLine(lineRate, this.ports.clock.now())
      if (wait === 0 || !(await this.#slow(client, wait))) return
    }
  }

  /** Takes a line from the budget, if one is left without waiting. */
  hasLine(client: IrcClient): boolean {
    const { lineRate } = this.settings()
    return lineRate === null || client.pace.takeLine(lineRate, this.ports.clock.now()) === 0
  }

  /** Resolves when the wait is over; with `false` when the connection is. */
  async #slow(client: IrcClient, wait: number): Promise<boolean> {
    if (client.pace.waits(wait, this.ports.clock.now())) {
      client.quitReason = 'Excess flood'
      client.end(client.quitReason)
    }
    if (client.connection.ended) return false
    await this.#wait(wait)
    return !client.connection.ended
  }

  refuse(client: IrcClient, fault: Fault, context: Refusing = {}): undefined {
    refuse(client, fault, { ...context, now: this.ports.clock.now() })
  }

  /** Counts the different people somebody writes to; past the limit of a minute new ones must wait. */
  mayAddress(client: IrcClient, target: string): boolean {
    const { limited, targetsPerMinute } = this.settings()
    if (!limited) return true
    const now = this.ports.clock.now()
    const folded = foldName(target)
    const known = client.targets.get(folded)
    for (const [name, at] of client.targets) if (now - at > 60_000) client.targets.delete(name)
    if (known === undefined && client.targets.size >= targetsPerMinute) return false
    client.targets.set(folded, now)
    return true
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.ports.clock.after(milliseconds, resolve)
    })
  }
}

/** For whom something is asked, and what a refusal would say. */
export interface Asking extends Refusing {
  readonly client: IrcClient
}

/** What a refusal's words need of the command that was refused. */
export interface Refusing {
  readonly channel?: string | undefined
  readonly nick?: string | undefined
  readonly command?: string | undefined
}
