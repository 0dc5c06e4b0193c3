/** The contract of every front door: `index.ts` of each folder makes one of these. */
import type { Clock, ConnectionSummary, Log, NewId } from '../core/ports.ts'
import type { Core } from '../core/run.ts'
import type { Hub } from '../fanout/hub.ts'

export interface Door {
  readonly name: string
  /** Opens the port; answers where it is, for instance `127.0.0.1:12345`. Rejects with a one-line reason. */
  open(): Promise<string>
  connections(): readonly ConnectionSummary[]
  /** Bytes sent to all its connections that have not left this process. */
  queuedBytes(): number
  /** From now on new connections are told that the server is going down, and closed. */
  refuse(refuse: boolean): void
  /** The configuration was read anew. */
  reloaded?(): void
  /** Stops accepting, lets what was sent leave (for a bounded time), closes what is open. */
  close(): Promise<void>
}

/** What every door is made with. */
export interface DoorPorts {
  readonly core: Core
  readonly hub: Hub
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
}
