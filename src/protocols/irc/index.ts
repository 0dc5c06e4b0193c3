/** The IRC door: RFC 1459/2812 as today's clients speak it, and IRCv3 (docs/wire-irc.md). */
import type { ConnectionSummary } from '../../core/ports.ts'
import { Pending } from '../../lib/pending.ts'
import { isHttpRequestLine } from '../../net/http-request-line.ts'
import type { LineHandlers } from '../../net/line-connection.ts'
import { grace, lineLimits } from '../../net/line-limits.ts'
import type { ListenLimits } from '../../net/listen.ts'
import { Listeners, type Places } from '../../net/listeners.ts'
import type { ConnectionCounts } from '../../net/connection-counts.ts'
import type { Outbox } from '../../net/outbox.ts'
import type { ProxyRule } from '../../net/port.ts'
import type { Door, DoorPorts } from '../protocol.ts'
import { admit } from './admit.ts'
import { IrcClient, type Following } from './client.ts'
import { IrcDoor } from './door.ts'
import { measure, parseMessage } from './grammar.ts'
import { showFollowed } from './joined.ts'
import { linesToBytes } from './line.ts'
import { depart } from './departure.ts'
import { followPresence } from './presence.ts'
import { Replies } from './replies.ts'
import type { IrcSettings } from './settings.ts'
import { runVerb } from './verbs.ts'
import { sayVolley, takeVolley } from './volley.ts'
import { IrcWeb, type WebPlaces } from './web.ts'

export interface IrcOptions {
  readonly places: Places
  /** Where IRC is spoken over WebSocket. */
  readonly webPlaces: WebPlaces
  readonly outbox: Outbox
  /** Shared by all doors. */
  readonly counts: ConnectionCounts
  readonly limits: () => ListenLimits
  readonly settings: () => IrcSettings
  readonly proxy: ProxyRule
  /** Whether pages of an origin may connect over WebSocket. */
  allowsOrigin(origin: string): boolean
}

/** 4,096 bytes of a client's tags, as many of the server's, and 512 of the line: what is longer is cut off before it is looked at. */
const lineBytes = 8192 + 512

const refusal = (text: string) => linesToBytes([{ command: 'ERROR', params: [text] }])
const refusals = {
  full: refusal('The server is full: try again later'),
  tooManyFromAddress: refusal('Too many connections from your address'),
  refusing: refusal('The server is shutting down: come back later'),
  notAccepted: refusal('This port is for programs on the server itself: connect to the one with TLS'),
}

export function createIrcDoor(ports: DoorPorts, options: IrcOptions): Door {
  const door = new IrcDoor(ports, options.settings, options.proxy)
  const departures = new Pending()
  followPresence(door)
  const served = servedBy(ports, options, handlersOf(door, departures))
  const listeners = new Listeners<IrcClient>({
    ...served,
    protocols: ['irc'],
    requestCertificates: true,
    proxy: options.proxy,
  })
  const web = new IrcWeb({
    ...served,
    trustsProxy: (address) => options.proxy.trusts(address),
    allowsOrigin: (origin) => options.allowsOrigin(origin),
  })
  return {
    name: 'irc',
    async open() {
      const where = await listeners.open(options.places)
      door.tlsPort = listeners.tlsPort
      return [where, ...(await web.open(options.webPlaces))].filter((place) => place !== '').join(', ')
    },
    connections: () => [...door.clients].map(summary),
    queuedBytes: () => listeners.unsentBytes + web.unsentBytes,
    refuse(refuse) {
      listeners.refuse(refuse)
      web.refuse(refuse)
    },
    reloaded: () => door.reloaded(),
    async close() {
      await Promise.all([listeners.close(grace), web.close(grace)])
      await departures.settled()
    },
  }
}

function servedBy(ports: DoorPorts, options: IrcOptions, handlers: LineHandlers<IrcClient>) {
  const { outbox, counts } = options
  const { clock, log } = ports
  const form = { telnet: false, bareCarriageReturn: true }
  return {
    outbox,
    counts,
    clock,
    log,
    newId: ports.newId<string>,
    refusals,
    limits: lineLimits(lineBytes, options.limits),
    handlers,
    form,
  }
}

function summary({ id, door, address, connectedAt, user }: IrcClient): ConnectionSummary {
  return { client: id, door, address, user: user?.name ?? null, connectedAt }
}

function handlersOf(door: IrcDoor, departures: Pending): LineHandlers<IrcClient> {
  const following: Following = {
    joined: (client, event) => departures.add(showFollowed(door, client, event)),
  }
  return {
    opened(connection) {
      const client = new IrcClient(connection, { flavours: door.flavours, following })
      connection.deadline = connection.connectedAt + door.settings().signInSeconds * 1000
      door.ports.log.info(
        { client: client.id, address: client.address, door: 'irc', routine: true },
        'connected',
      )
      door.clients.add(client)
      door.ports.hub.attach(client)
      void busy(door, client, admit(door, client))
      return client
    },
    line({ state }, text) {
      if (!state.registered && isHttpRequestLine(text)) return endHttp(state)
      void busy(door, state, handleLine(door, state, text))
    },
    fault({ state }, fault, text) {
      if (fault === 'line-too-long') endTooLong(state)
      else void busy(door, state, refuseBytes(door, state, text ?? ''))
    },
    expired: ({ state }) => expire(door, state),
    closed({ state }) {
      departures.add(depart(door, state))
    },
  }
}

/** More than any line may have, tags and all: nobody who speaks IRC sends that. */
function endTooLong(client: IrcClient): void {
  client.numeric('ERR_INPUTTOOLONG', 'Input line was too long')
  client.quitReason = 'Input line was too long'
  client.end(client.quitReason)
}

/** A page made a browser say it: what follows would be read as the words of whoever looks at it. */
function endHttp(client: IrcClient): void {
  client.quitReason = 'This port does not speak HTTP'
  client.end(client.quitReason)
}

/** UTF8ONLY: the line is refused under the name of its command. */
async function refuseBytes(door: IrcDoor, client: IrcClient, text: string): Promise<void> {
  await door.pace(client)
  const message = parseMessage(text)
  const command = 'fault' in message ? '*' : message.command
  const label = 'fault' in message || !client.has('labeled-response') ? undefined : message.tags.get('label')
  const replies = new Replies(client, label === undefined || label === '' ? null : label)
  const words = [command, 'INVALID_UTF8', 'This server takes UTF-8 only: your line was not read']
  replies.add({ source: client.serverName, command: 'FAIL', params: words })
  replies.finish(true)
}

/** One command at a time for each connection: its next line is read when this one is answered, so answers keep their order. */
async function busy(door: IrcDoor, client: IrcClient, work: Promise<void>): Promise<void> {
  const { connection } = client
  connection.hold()
  try {
    await work
  } catch (error) {
    door.ports.log.error({ err: error, client: client.id }, 'a line could not be handled')
    client.numeric('ERR_UNKNOWNERROR', '*', 'Something went wrong in the server')
  }
  if (connection.ended) return
  if (client.registered) awaitPing(door, client)
  connection.release()
}

/** Silent for the ping interval: asked with PING; silent after that too: closed. */
function awaitPing(door: IrcDoor, client: IrcClient): void {
  client.pingSentAt = null
  client.connection.deadline = client.connection.lastHeardAt + door.settings().pingSeconds * 1000
}

function expire(door: IrcDoor, client: IrcClient): void {
  if (!client.registered) {
    client.farewell ??= 'sign-in-deadline'
    return client.end('Registration timed out')
  }
  const now = door.ports.clock.now()
  const { pingSeconds, pingTimeoutSeconds } = door.settings()
  const heard = client.connection.lastHeardAt
  if (heard + pingSeconds * 1000 > now) return awaitPing(door, client)
  if (client.pingSentAt !== null) {
    client.quitReason = `Ping timeout: ${Math.round((now - heard) / 1000)} seconds`
    client.farewell ??= 'idle'
    return client.end(client.quitReason)
  }
  client.pingSentAt = now
  client.write([{ command: 'PING', params: [client.serverName] }])
  client.connection.deadline = now + pingTimeoutSeconds * 1000
}

async function handleLine(door: IrcDoor, client: IrcClient, text: string): Promise<void> {
  await door.pace(client)
  if (text.trim() === '' || client.connection.ended) return
  const size = measure(text)
  if (size !== 'ok') return client.numeric('ERR_INPUTTOOLONG', 'Input line was too long')
  const message = parseMessage(text)
  if ('fault' in message) return
  const volley = takeVolley(door, client, message)
  if (volley === null) await runVerb(door, client, message)
  else await sayVolley(door, client, volley)
}
