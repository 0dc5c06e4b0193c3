/** What the core needs from outside. `server.ts` hands the real ones in, tests the same or their in-process twins. */
import type { Log } from '../lib/log.ts'
import type { ChatEvent } from './events.ts'
import type { Store } from './store-port.ts'
import type { ClientId, NodeOrder, NodeSummary, UserId } from './types.ts'

export type { Log, LogFields } from '../lib/log.ts'
export type { Store } from './store-port.ts'

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, `ms` from now; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
  /** Runs every `ms`; the returned function ends it. */
  every(ms: number, run: () => void): () => void
}

/** A new time-ordered identifier. The caller names the kind: `newId<MessageId>()`. */
export type NewId = <Id extends string>() => Id

/** Hands facts over for delivery, after the commit. Never waits for a client, never throws. */
export type Publish = (events: readonly ChatEvent[]) => void

/** Password digests, off the event loop, behind a bounded queue: past it every call rejects with `busy`. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** With `null` for a hash (an unknown name) it takes as long as a real one and answers false. */
  verify(password: string, hash: string | null): Promise<boolean>
  /** Whether a hash was made at a lower cost than is configured now. */
  isWeak(hash: string): boolean
  /** What SCRAM-SHA-256 is to check this password against, as text to store; `null` where SCRAM is not offered. */
  scramKeys(password: string): Promise<string | null>
}

/** Who is connected, anywhere. */
export interface Roster {
  /** Whether a user has a client on this node. */
  isHere(user: UserId): boolean
  isOnline(user: UserId): boolean
  count(): number
  /** Every user with at least one client. */
  online(): readonly UserId[]
  /** Whether a user whose first client has come to this node is on no other one. Exactly one node answers that somebody is new here. */
  arrived(user: UserId): Promise<boolean>
  /** Whether a user whose last client has gone from this node is on no other one: and exactly one, that they have gone. */
  departed(user: UserId): Promise<boolean>
}

/** One live connection as operators see it. */
export interface ConnectionSummary {
  readonly client: ClientId
  readonly door: string
  readonly address: string
  readonly user: string | null
  readonly connectedAt: number
}

export interface Counters {
  readonly connections: number
  readonly signedIn: number
  readonly queuedBytes: number
}

/** The process around the core: what operators ask of it. */
export interface Node {
  readonly version: string
  readonly startedAt: number
  /** Where each door listens, for instance `{ plain: '127.0.0.1:12345' }`. */
  doors(): Readonly<Record<string, string>>
  connections(): readonly ConnectionSummary[]
  counters(): Counters
  /** Re-reads the configuration; rejects with the faults found, answers what changed and what needs a restart. */
  reload(): Promise<ReloadReport>
  setLogLevel(level: 'debug' | 'info' | 'warn' | 'error'): void
  /** From now on doors refuse new connections. */
  refuseConnections(refuse: boolean): void
  /** All nodes on this database, the oldest first; empty where this one is alone. */
  nodes(): readonly NodeSummary[]
  /** Passes on to all other nodes what an operator asked of all; `false`: they cannot be told now. */
  tellOthers(order: NodeOrder): boolean
  /** Tells everybody, then ends the process cleanly; returns at once. */
  stop(reason: string | null): void
}

export interface ReloadReport {
  readonly changed: readonly string[]
  readonly needRestart: readonly string[]
}

/** What the configuration decides inside the core. Read anew for every command, so that a reload takes effect. */
export interface Policy {
  readonly serverName: string
  readonly registration: 'open' | 'invite' | 'closed'
  readonly guests: boolean
  readonly defaultChannels: readonly string[]
  readonly channelCreation: 'anyone' | 'users' | 'operators'
  readonly emailRequired: boolean
  /** Who makes bots. */
  readonly bots: 'users' | 'operators'
  /** How often SCRAM hashes a password. */
  readonly scramIterations: number
  /** Names and passwords that give a connection a moderator's powers. */
  readonly operators: readonly { readonly name: string; readonly password: string }[]
  readonly passwordLength: { readonly min: number; readonly max: number }
  /** Seconds of a `/kick` without a time. */
  readonly kickSeconds: number
  readonly motd: string
  readonly webhooks: WebhookPolicy
  /** Hosts of push services that may be private, and without TLS. */
  readonly pushHosts: readonly string[]
  readonly uploads: UploadPolicy
  readonly limits: PolicyLimits
}

export interface UploadPolicy {
  readonly enabled: boolean
  /** Bytes. */
  readonly perFile: number
  readonly perUser: number
  readonly total: number
  /** As `image/*` or `application/pdf`; empty: all. */
  readonly types: readonly string[]
}

export interface WebhookPolicy {
  readonly allowHttp: boolean
  /** May be reached wherever they are; all others only at public addresses. */
  readonly allowedHosts: readonly string[]
}

export interface PolicyLimits {
  /** Characters (code points). */
  readonly messageLength: number
  readonly topicLength: number
  readonly reasonLength: number
  readonly channelsPerUser: number
  readonly historyPage: number
  /** Bytes that may wait for one client. */
  readonly outboxBytes: number
  /** What an actor's budget holds and regains per second; a message costs 1. */
  readonly commandBurst: number
  readonly commandsPerSecond: number
  readonly registrationsPerHour: number
  /** Whether failed sign-ins slow down those that follow. */
  readonly slowsAttempts: boolean
}

export interface Ports {
  readonly store: Store
  readonly publish: Publish
  readonly clock: Clock
  readonly newId: NewId
  readonly passwords: Passwords
  readonly roster: Roster
  readonly node: Node
  readonly log: Log
  readonly policy: () => Policy
  /** Makes cloaks of addresses that nobody else can make; the same on all nodes. */
  readonly cloakKey: string
  /** What browsers are told to know this server's pushes by; the same on all nodes. `null`: it sends none. */
  readonly pushKey: string | null
}
