/**
 * What travels between this door and its clients (docs/wire-api.md). Browsers and other TypeScript programs take the types from
 * here; the schemas behind them describe the API to everybody else and are what the tests hold the server to.
 *
 * Over the WebSocket `/api/socket`: a request is `Request`, its answer `Answer`, everything else is a `WireEvent`. Over HTTP:
 * `POST /api/<do>` with the input as JSON; 200 with the answer as JSON, or the error with a status of 400 or above.
 */
import type { z } from 'zod'
import type { Brand } from '../../lib/brand.ts'
import type { verbs } from './verbs.ts'
import type { facts, hello, ready } from './wire/events.ts'
import type { preview } from './wire/previews.ts'
import type { saidAuthor, saidChannel, saidMessage } from './wire/said.ts'
import type * as shapes from './wire/shapes.ts'
import type { incomingWebhook, outgoingWebhook } from './wire/webhooks.ts'

type Of<Schema extends z.ZodType> = z.output<Schema>

export type WireUserRef = Of<typeof shapes.userRef>
export type WirePerson = Of<typeof shapes.person>
export type WireBot = Of<typeof shapes.bot>
export type WireSelf = Of<typeof shapes.self>
export type WireProfile = Of<typeof shapes.profile>
export type WireChannelRef = Of<typeof shapes.channelRef>
export type WireChannelSettings = Of<typeof shapes.channelSettings>
export type WireChannel = Of<typeof shapes.channel>
export type WireListedChannel = Of<typeof shapes.listedChannel>
export type WireMembership = Of<typeof shapes.membership>
export type WireOwnChannel = Of<typeof shapes.ownChannel>
export type WireMember = Of<typeof shapes.member>
export type WireReactions = Of<typeof shapes.reactions>
export type WireOwnUpload = Of<typeof shapes.ownUpload>
export type WireUpload = Of<typeof shapes.upload>
export type WirePreview = Of<typeof preview>
export type WireMessage = Of<typeof shapes.message>
export type WireSaidChannel = Of<typeof saidChannel>
export type WireSaidAuthor = Of<typeof saidAuthor>
export type WireSaidMessage = Of<typeof saidMessage>
export type WireChange = Of<typeof shapes.change>
export type WireFound = Of<typeof shapes.found>
export type WireToken = Of<typeof shapes.token>
export type WireIncomingWebhook = Of<typeof incomingWebhook>
export type WireOutgoingWebhook = Of<typeof outgoingWebhook>
export type WireSanction = Of<typeof shapes.sanction>
export type WireReport = Of<typeof shapes.report>
export type WireAuditEntry = Of<typeof shapes.auditEntry>
export type WireError = Of<typeof shapes.error>
export type WireServer = Of<typeof shapes.server>
export type WireChannelRole = Of<typeof shapes.channelRole>
export type WireServerRole = Of<typeof shapes.serverRole>
export type WireNotifications = Of<typeof shapes.notifications>
export type WirePushSubscription = Of<typeof shapes.pushSubscription>
export type WireLevel = Of<typeof shapes.level>

export type WireHello = Of<typeof hello>
export type WireReady = Of<typeof ready>
type Facts = typeof facts
export type WireFactName = keyof Facts
export type WireFact<Name extends WireFactName = WireFactName> = { [N in Name]: Of<Facts[N]> }[Name]
export type WireEvent = WireHello | WireReady | WireFact

/** What a push holds, once the browser has decrypted it. */
export type { PushNote as WirePushNote } from '../../core/types.ts'

export interface Request {
  /** Chosen by the client, repeated in the answer. */
  readonly id: number | string
  /** The name of a command: `message.send`. */
  readonly do: string
  readonly with?: unknown
}

export type Answer =
  | { readonly re: Request['id']; readonly ok: unknown }
  | { readonly re: Request['id'] | null; readonly error: WireError }

/** Why the server closes a socket: 4000 to 4099 say "come back", 4100 to 4199 "stay away" (until something was done about it). */
export type CloseCode = 4000 | 4001 | 4002 | 4003 | 4004 | 4005 | 4100 | 4101 | 4102 | 4103

type Verbs = typeof verbs
export type CallName = keyof Verbs
/** Ids are text on the way. */
type Unbranded<T> =
  T extends Brand<string, string> ? string : T extends object ? { [K in keyof T]: Unbranded<T[K]> } : T
/** What a call takes and answers. */
export type CallInput<Name extends CallName> = Unbranded<z.input<Verbs[Name]['command']['input']>>
export type CallAnswer<Name extends CallName> = z.output<Verbs[Name]['ok']>
