/** The plain-text door: `nc`, `telnet` and scripts, one UTF-8 line at a time (docs/wire-plain.md). */
import { admitAddress } from '../../core/moderation/admit-address.ts'
import { markRead } from '../../core/messages/mark-read.ts'
import { mostTogether, saysNoFile } from '../../core/messages/send-together.ts'
import type { ConnectionSummary } from '../../core/ports.ts'
import { signOut } from '../../core/users/sign-out.ts'
import { beginsHttpRequestLine, isHttpRequestLine } from '../../net/http-request-line.ts'
import type { LineHandlers } from '../../net/line-connection.ts'
import { grace, lineLimits } from '../../net/line-limits.ts'
import type { LineFault } from '../../net/line-reader.ts'
import type { ConnectionCounts, ListenLimits } from '../../net/listen.ts'
import { Listeners, type Places } from '../../net/listeners.ts'
import type { Outbox } from '../../net/outbox.ts'
import type { ProxyRule } from '../../net/port.ts'
import { Pending } from '../../lib/pending.ts'
import { spanText } from '../../lib/time-text.ts'
import type { Door, DoorPorts } from '../protocol.ts'
import { PlainClient } from './client.ts'
import { PlainDoor, type PlainSettings } from './door.ts'
import { currentChannel } from './current.ts'
import { PlainFlavour, toBytes } from './encode.ts'
import { parseLine } from './grammar.ts'
import { answer, endPrompt } from './prompt.ts'
import { say, sayAll } from './saying.ts'
import { runVerb } from './verbs.ts'

export interface PlainOptions {
  readonly places: Places
  readonly outbox: Outbox
  /** Of all doors together. */
  readonly counts: ConnectionCounts
  /** Read anew for every connection. */
  readonly limits: () => ListenLimits
  readonly proxy: ProxyRule
  readonly settings: () => PlainSettings
}

const lineBytes = 4096

const refusals = {
  full: toBytes('! the server is full: try again later'),
  tooManyFromAddress: toBytes('! too many connections from your address'),
  refusing: toBytes('! the server is shutting down: come back later'),
  notAccepted: toBytes('! this port is for programs on the server itself: connect to the one with TLS'),
}

const faults: Readonly<Record<LineFault, string>> = {
  'line-too-long': `that line is too long: at most ${lineBytes} bytes`,
  'not-utf8': 'that line is not UTF-8 and was not read: set your terminal to UTF-8',
}

export function createPlainDoor(ports: DoorPorts, options: PlainOptions): Door {
  const door = new PlainDoor({ ...ports, settings: options.settings })
  const departures = new Pending()
  const { clock, log } = ports
  const { places, outbox, counts, proxy } = options
  const listeners = new Listeners({
    outbox,
    counts,
    clock,
    log,
    proxy,
    refusals,
    newId: ports.newId<string>,
    limits: lineLimits(lineBytes, options.limits),
    handlers: handlersOf(door, departures, new PlainFlavour(() => door.settings().fileOrigin)),
  })
  return {
    name: 'plain',
    open: () => listeners.open(places),
    connections: () => listeners.connections.map(({ state }) => summary(state)),
    queuedBytes: () => listeners.unsentBytes,
    refuse: (refuse) => listeners.refuse(refuse),
    async close() {
      await listeners.close(grace)
      await departures.settled()
    },
  }
}

function summary(client: PlainClient): ConnectionSummary {
  const { id, door, address, connectedAt, user } = client
  return { client: id, door, address, user: user?.name ?? null, connectedAt }
}

function handlersOf(door: PlainDoor, departures: Pending, flavour: PlainFlavour): LineHandlers<PlainClient> {
  return {
    opened(connection) {
      const client = new PlainClient(connection, flavour)
      connection.deadline = connection.connectedAt + door.settings().signInSeconds * 1000
      door.log.info({ client: client.id, address: client.address, door: 'plain', routine: true }, 'connected')
      door.hub.attach(client)
      void busy(door, client, admit(door, client))
      return client
    },
    line({ state }, text) {
      if (isVisitor(state) && isHttpRequestLine(text)) return endHttp(state)
      void busy(door, state, handleLine(door, state, text))
    },
    fault({ state }, fault, text = '') {
      if (fault === 'line-too-long' && isVisitor(state) && beginsHttpRequestLine(text)) return endHttp(state)
      state.refuse(faults[fault])
    },
    interrupted({ state }) {
      endPrompt(state)
    },
    expired({ state }) {
      const { signInSeconds, idleSeconds } = door.settings()
      const signedIn = state.user !== null
      const why = signedIn
        ? `nothing heard from you for ${spanText(idleSeconds * 1000)}`
        : `no sign-in within ${spanText(signInSeconds * 1000)}`
      state.refuse(`${why}: closing; connect again when you like`)
      state.close(signedIn ? 'idle' : 'sign-in-deadline')
    },
    closed({ state }) {
      departures.add(depart(door, state))
    },
  }
}

function isVisitor({ user, prompt }: PlainClient): boolean {
  return user === null && prompt === null
}

/** What follows would be read as the words of whoever looks at the page. */
function endHttp(client: PlainClient): void {
  client.refuse('this port does not speak HTTP: use nc or telnet')
  client.connection.end()
}

/** One command at a time for each connection: its next line is read when this one is answered. */
async function busy(door: PlainDoor, client: PlainClient, work: Promise<void>): Promise<void> {
  const { connection } = client
  connection.hold()
  try {
    await work
  } catch (error) {
    door.log.error({ err: error, client: client.id }, 'a line could not be handled')
    client.refuse('something went wrong in the server')
  }
  if (connection.ended) return
  connection.deadline = deadlineOf(door, client)
  connection.release()
}

function deadlineOf(door: PlainDoor, client: PlainClient): number {
  const { signInSeconds, idleSeconds } = door.settings()
  if (client.user === null) return client.connectedAt + signInSeconds * 1000
  return client.connection.lastHeardAt + idleSeconds * 1000
}

async function admit(door: PlainDoor, client: PlainClient): Promise<void> {
  const outcome = await door.core.run(client.actor, admitAddress, {})
  if (!outcome.ok) {
    door.refuse(client, outcome.fault)
    return client.close(outcome.fault.code === 'banned' ? 'banned' : 'unavailable')
  }
  const { serverName, guests } = door.settings()
  const guest = guests ? ', /guest to look around' : ''
  client.tell(`${serverName}: /login NAME PASSWORD, or /register NAME PASSWORD${guest}; /help explains`)
}

async function handleLine(door: PlainDoor, client: PlainClient, line: string): Promise<void> {
  if (client.prompt !== null) return answer(client, client.prompt, line)
  const meaning = parseLine(line)
  if (meaning.kind === 'command') return runVerb(door, client, meaning)
  if (meaning.kind === 'said') return sayHere(door, client, meaning.text)
}

async function sayHere(door: PlainDoor, client: PlainClient, text: string): Promise<void> {
  if (client.user === null) return door.refuse(client, { code: 'not-signed-in', details: {} })
  const channel = currentChannel(client)
  if (channel === null) return
  const texts = saysNoFile(text) ? [text, ...saidNext(client)] : [text]
  if (texts.length > 1) await sayAll(door, client, { channel, texts })
  else await say(door, client, { channel, text })
}

/** What came with a line and goes where it goes: a paste, what a script writes. */
function saidNext({ connection }: PlainClient): readonly string[] {
  const texts: string[] = []
  const goesOn = (line: string): boolean => {
    const next = parseLine(line)
    if (next.kind !== 'said' || !saysNoFile(next.text)) return false
    texts.push(next.text)
    return true
  }
  while (texts.length < mostTogether - 1 && connection.takeNext(goesOn) !== null);
  return texts
}

/** What was delivered to this client counts as read by its user. */
async function depart(door: PlainDoor, client: PlainClient): Promise<void> {
  const { connection, actor } = client
  const positions = door.hub.detach(client)
  const because = client.farewell ?? connection.closedBecause
  door.log.info(
    { client: client.id, address: client.address, door: 'plain', because, routine: true },
    'disconnected',
  )
  if (actor.kind !== 'user') return
  await door.core.run(actor, markRead, { positions: [...positions] })
  await door.core.run(actor, signOut, {})
}
