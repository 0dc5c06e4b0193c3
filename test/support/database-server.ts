/** What tests need of a database server of any kind. */
import type { DatabaseServer } from '../../src/store/database-place.ts'

export interface TestServer {
  /** A new, empty database. */
  database(): Promise<DatabaseServer>
  /** One that may not be there. */
  place(database: string): DatabaseServer
  /** Leaves the tables, and what they know of the schema. */
  empty(database: string): Promise<void>
  /** As in the configuration. */
  url(database: string): string
  /** As its superuser; of several statements the rows of the last. */
  ask(sql: string, database?: string): Promise<readonly Record<string, unknown>[]>
  /** What it says itself of its tables and indexes: `ok`, or what is wrong. */
  integrity(database: string): Promise<string>
  /** How many connections the program has, to any of its databases. */
  connected(): Promise<number>
  /** As an operator ends them. */
  cutConnections(): Promise<void>
  /** Locks a channel, then says nothing more; as our own connections are set, so the server ends it after a while. */
  lockChannel(database: string, channel: string): Promise<SilentTransaction>
  /** As in a crash. */
  goAway(): Promise<void>
  /** Starts it on what it has, and waits until it answers. */
  comeBack(): Promise<void>
  stop(): Promise<void>
}

export interface SilentTransaction {
  end(): Promise<void>
}
