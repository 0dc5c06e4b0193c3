/** What a generator process is asked, and what it answers. */
import type { DoorOptions } from './doors/doors.ts'
import type { Layout, Part } from '../layout.ts'
import type { HistogramRecord } from '../percentiles.ts'
import type { Counts } from './tally.ts'
import type { Pace } from './talk.ts'

export interface CrowdOptions extends DoorOptions {
  readonly port: number
  readonly part: Part
  readonly layout: Layout
  /** Clients on their way in at one time. */
  readonly inFlight: number
}

export type Ask =
  /** Registers every user and disconnects again. */
  | { readonly do: 'register'; readonly crowd: CrowdOptions }
  /** Connects and signs in every client. */
  | { readonly do: 'enter'; readonly crowd: CrowdOptions }
  /** The same, and each joins its channel as soon as it is in. */
  | { readonly do: 'storm'; readonly crowd: CrowdOptions }
  /** The server is about to end, and all connections with it. */
  | { readonly do: 'expect-end' }
  /** The first client of each channel makes it; then the others join it. */
  | { readonly do: 'make-channels' }
  | { readonly do: 'join-channels' }
  | { readonly do: 'talk'; readonly pace: Pace }
  /** Answers the counts, and begins those of latency anew. */
  | { readonly do: 'count' }
  /** The same people sign in and leave again, on connections of their own, for so long. */
  | { readonly do: 'sign-in-again'; readonly atOnce: number; readonly seconds: number }
  | { readonly do: 'hush' }
  | { readonly do: 'totals' }

export interface Totals {
  readonly deliveries: number
  readonly altered: number
  readonly disorder: number
  /** Copies that the messages sent by this generator's senders make, over all clients. */
  readonly due: number
  readonly refusals: readonly string[]
}

export interface Answers {
  register: null
  enter: null
  storm: null
  'expect-end': null
  'make-channels': null
  'join-channels': null
  talk: null
  count: Counts
  /** Microseconds from connecting until one is in. */
  'sign-in-again': HistogramRecord
  hush: null
  totals: Totals
}

export type Reply = { readonly done: unknown } | { readonly failed: string }
