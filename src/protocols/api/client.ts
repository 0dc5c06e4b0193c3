/** One WebSocket of this door: who it acts for, and how it is spoken to. */
import type { Actor } from '../../core/actor.ts'
import type { ChatEvent } from '../../core/events.ts'
import type { ClientId, TokenId, UserRef } from '../../core/types.ts'
import { closeReasons, type Client, type CloseReason } from '../../fanout/client.ts'
import { branded } from '../../lib/brand.ts'
import type { LineConnection } from '../../net/line-connection.ts'
import { apiFlavour, frameOf } from './encode.ts'
import type { Answer, WireEvent } from './wire.ts'

const farewells: { readonly [R in CloseReason]: string } = {
  'shutting-down': 'the server is shutting down: come back later',
  slow: 'too slow: come back and resume',
  idle: 'nothing was heard from you: come back',
  'sign-in-deadline': 'nobody signed in: come back',
  'too-many-connections': 'too many connections: come back later',
  unavailable: 'the server cannot tell where you are now: come back',
  kicked: 'kicked',
  banned: 'banned',
  'password-changed': 'the password was changed: sign in again',
  'signed-out': 'signed out: sign in again',
}

/** Shorter ones are written with everything else of their turn. */
const shortAnswer = 32 * 1024

export class ApiClient implements Client {
  readonly door = 'api'
  readonly flavour = apiFlavour
  /** A page may be open with nobody looking at it. */
  readonly tellsReading = true
  readonly id: ClientId
  readonly connectedAt: number
  readonly connection: LineConnection<ApiClient>
  user: UserRef | null = null
  operator = false
  token: TokenId | null = null
  actor: Actor
  /** Whether a ping is out that has not been answered. */
  pinged = false
  closedFor: CloseReason | null = null

  constructor(connection: LineConnection<ApiClient>) {
    this.connection = connection
    this.id = branded(connection.id)
    this.connectedAt = connection.connectedAt
    this.actor = { kind: 'visitor', client: this.id, address: connection.address, certificate: null }
  }

  get address(): string {
    return this.connection.address
  }

  send(bytes: Buffer): void {
    this.connection.send(bytes)
  }

  say(said: WireEvent | Answer): void {
    this.send(frameOf(said))
  }

  /** What the client asked for, of any length: the list of a large channel must not count as reading too slowly. */
  async answer(said: WireEvent | Answer): Promise<void> {
    const frame = frameOf(said)
    if (frame.length < shortAnswer) this.send(frame)
    else await this.connection.sendWhole(frame)
  }

  /** The close frame comes behind what was sent; a peer that reads too slowly for that is cut off after a while. */
  close(reason: CloseReason): void {
    this.closedFor ??= reason
    this.connection.end(undefined, { code: closeReasons[reason], reason: farewells[reason] })
  }

  /** Changed from another client of theirs. */
  noticed(event: ChatEvent): void {
    // The event first: it is the same for everybody, and nearly all are of nobody's account.
    if (!('user' in event)) return
    const { actor } = this
    if (actor.kind !== 'user' || event.user.id !== actor.id) return
    if (event.type === 'user.renamed') this.actor = { ...actor, name: event.name }
    else if (event.type === 'user.settings-changed') this.actor = { ...actor, bot: event.settings.bot }
    else if (event.type === 'user.account-changed') this.actor = { ...actor, ...event.now }
  }
}
