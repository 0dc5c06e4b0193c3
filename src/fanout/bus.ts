/** The contract between who publishes facts and every node that delivers them. */
import type { ChatEvent } from '../core/events.ts'
import type { Volley } from './volley.ts'

export type Receive = (volley: Volley) => void

/**
 * At most once: an event may be lost or come twice between nodes, never be altered. On the publishing node it is received at
 * once, in the order of publishing. What was lost is found by the gap in its channel's positions (`feed.ts`).
 */
export interface Bus {
  /** Never throws, never waits for a receiver. */
  publish(events: readonly ChatEvent[]): void
  subscribe(receive: Receive): void
}

/** The part of a log that delivery needs. */
export interface FanoutLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>> & { readonly err: unknown }, message: string): void
}
