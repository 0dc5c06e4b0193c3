/** What every fact has: who it is for, when it happened, who did it. */
import type { ChannelId, ChannelKind, ClientId, Person, UserId, UserRef } from '../types.ts'

/** Decided in the core, resolved to clients at delivery by `fanout/hub`. */
export type Audience =
  | { readonly to: 'channel'; readonly channel: ChannelId }
  | { readonly to: 'user'; readonly user: UserId }
  /** The local consoles, and users to whom a role was granted. */
  | { readonly to: 'operators' }
  /** The local consoles alone: for what names an address. */
  | { readonly to: 'consoles' }
  | { readonly to: 'everyone' }

export interface ChannelRef {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly name: string
  readonly between: readonly [UserRef, UserRef] | null
}

/** Who did it, from which client; added to every fact by `run`. */
interface Origin {
  readonly client: ClientId | null
  /** `null`: the console, or the server itself. */
  readonly person: Person | null
}

export interface Fact<Type extends string> {
  readonly type: Type
  readonly audience: readonly Audience[]
  readonly at: number
  /** Absent where nobody did it: a shutdown, what was re-read from the store. */
  readonly origin?: Origin
}
