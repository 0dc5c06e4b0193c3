/** Owns what a connection has said of itself before it is welcomed: RFC 2812's registration and IRCv3's negotiation. */
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { SaslExchange } from './sasl.ts'

export class Registration {
  nick: string | null = null
  username: string | null = null
  realName: string | null = null
  /** PASS, as it was given. */
  password: string | null = null
  /** CAP LS or CAP REQ was sent, and CAP END has not come. */
  negotiating = false
  sasl: SaslExchange | null = null
  /** The account that SASL or PASS has proved. */
  proved: SignedIn | null = null
  /** METADATA before the welcome. */
  metadata: Map<string, string> | null = null
  /** AWAY before the welcome (IRCv3 pre-away). */
  awayText: string | null = null
  /** The welcome is being prepared: nothing more can be said. */
  completing = false

  /** A nick is shown in answers as soon as it has been taken. */
  get shownNick(): string | null {
    return this.nick
  }

  get isComplete(): boolean {
    return this.nick !== null && this.username !== null && !this.negotiating
  }
}
