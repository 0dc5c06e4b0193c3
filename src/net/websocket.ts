/** Owns the WebSockets of an HTTP listener: makes of every upgrade a connection like those over TCP, one line a message. */
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { Connection, type ConnectionSettings } from './connection.ts'
import { ConnectionSet } from './connection-set.ts'
import { refuseUpgrade, type HttpListener, type Upgrade } from './http.ts'
import type { Framing } from './line-connection.ts'
import type { MoveTo } from './port.ts'
import { Readers } from './readers.ts'
import { isLoopback } from '../lib/network.ts'
import { pongFrame } from './websocket-frame.ts'
import { WebSocketWire } from './websocket-wire.ts'

export interface WebSocketOptions<State> extends ConnectionSettings<State> {
  /** `null`: every path that nothing else takes. */
  readonly path: string | null
  /** The subprotocols offered, and what frames they are spoken in. A client that asks for none of them is spoken to in text. */
  readonly protocols: Readonly<Record<string, Exclude<Framing, 'lines'>>>
  /** Whether pages of that origin may connect to the server under the name they called it by. Programs send no origin and are not asked. */
  allowsOrigin(origin: string, host: string): boolean
  /** Whether those who come without TLS must be on this machine, or be known to a trusted proxy to have come with it. */
  readonly isPlainLocal?: boolean
  readonly newId: () => string
}

const mostMessageBytes = 64 * 1024
/** Every fragment costs memory of its own, however short it is. */
const mostFragments = 1024
/** How long a peer may take to answer a close frame, and to close after it. */
const farewellTime = 3000
/** Known to the library, not to its types. */
const untyped = { closeTimeout: farewellTime }
const lineFeed = 10
const ending = Buffer.from([lineFeed])
const nothing = Buffer.alloc(0)

type Violation = Error & { readonly code?: string }

export class WebSocketDoor<State> {
  readonly #options: WebSocketOptions<State>
  readonly #settings: ConnectionSettings<State>
  readonly #http: HttpListener
  readonly #server: WebSocketServer
  readonly #open: ConnectionSet<State>
  readonly #readers = new Readers()
  #closing = false

  constructor(http: HttpListener, options: WebSocketOptions<State>) {
    this.#http = http
    const { handlers, outbox, clock, limits, log, form } = options
    const bareCarriageReturn = form?.bareCarriageReturn ?? false
    this.#settings = { handlers, outbox, clock, limits, log, form: { telnet: false, bareCarriageReturn } }
    this.#options = options
    this.#open = new ConnectionSet(options.clock)
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      // Through the outbox instead, so that pings of a peer that does not read are bounded like everything else.
      autoPong: false,
      maxPayload: mostMessageBytes,
      maxFragments: mostFragments,
      maxBufferedChunks: mostFragments,
      ...untyped,
      handleProtocols: (asked) => this.#protocolFor(asked),
    })
    http.upgrade(options.path, (upgrade) => this.#take(upgrade))
  }

  /** Everybody whose socket is open, also those that are saying goodbye. */
  get connections(): ReadonlySet<Connection<State>> {
    return this.#open.all
  }

  /** Bytes sent to all connections that have not left this process. */
  get unsentBytes(): number {
    return this.#open.unsentBytes
  }

  /** Takes no more upgrades, says goodbye to everybody, and cuts off those that are not gone after `grace` ms. */
  close(grace: number): Promise<void> {
    this.#closing = true
    return this.#open.close(grace)
  }

  #take(upgrade: Upgrade): void {
    const { request, socket, head } = upgrade
    const { origin } = request.headers
    if (this.#closing) return refuseUpgrade(socket, 503, 'the server is shutting down: come back later')
    if (this.#options.isPlainLocal === true && !upgrade.from.secure && !isLoopback(upgrade.via))
      return refuseUpgrade(socket, 403, 'without TLS this is for programs on the server itself')
    if (origin !== undefined && !this.#options.allowsOrigin(origin, request.headers.host ?? ''))
      return refuseUpgrade(socket, 403, 'pages of that origin may not connect')
    if (!upgrade.isCounted && this.#http.counts.isFullFor(upgrade.from.address, this.#http.options.limits))
      return refuseUpgrade(socket, 429, 'too many connections from your address')
    this.#server.handleUpgrade(request, socket, head, (speaking) => this.#accept(speaking, upgrade))
  }

  /** In the order of the client's preference. */
  #protocolFor(asked: ReadonlySet<string>): string | false {
    for (const protocol of asked) if (Object.hasOwn(this.#options.protocols, protocol)) return protocol
    return false
  }

  #accept(speaking: WebSocket, upgrade: Upgrade): void {
    const wire = new WebSocketWire(speaking, upgrade.socket)
    // Before anything else: an error that nobody hears would end the process.
    speaking.on('error', (error: Violation) => wire.violated(error.code ?? error.name))
    const connection = this.#make(speaking, wire, upgrade)
    if (connection === null) return speaking.terminate()
    wire.carry(connection)
    this.#open.add(connection)
    const heard = (): void => connection.heard()
    speaking.on('message', (message) => connection.receive(asLines(message)))
    speaking.on('ping', (payload) => connection.send(pongFrame(payload)))
    speaking.on('ping', heard)
    speaking.on('pong', heard)
    speaking.on('close', () => wire.closed())
  }

  /** `null` when the door failed: that must not end the process. */
  #make(speaking: WebSocket, wire: WebSocketWire, upgrade: Upgrade): Connection<State> | null {
    const { newId, protocols, log } = this.#options
    const { from, isCounted, request } = upgrade
    const { counts } = this.#http
    const framing = protocols[speaking.protocol] ?? 'text-frames'
    const gone = (connection: Connection<State>): void => {
      if (!isCounted) counts.removeFrom(connection.address)
      this.#open.delete(connection)
    }
    try {
      const moveTo = isCounted ? from.moveTo : this.#mover(() => connection.address)
      const { headers } = request
      const made = { ...from, moveTo, framing, id: newId(), readers: this.#readers, gone, headers }
      const connection: Connection<State> = new Connection(wire, this.#settings, made)
      if (!isCounted) counts.addFrom(from.address)
      return connection
    } catch (error) {
      log.error({ err: error, address: from.address }, 'a connection could not be opened')
      return null
    }
  }

  /** For those who came through a proxy: their sockets are not counted by their address. */
  #mover(from: () => string): MoveTo {
    const { counts, options } = this.#http
    return (address) => {
      if (counts.isFullFor(address, options.limits)) return false
      counts.removeFrom(from())
      counts.addFrom(address)
      return true
    }
  }
}

/** From now on a path of this listener is spoken over WebSockets. Close both together: the listener waits for its sockets. */
export function serveWebSocket<State>(
  http: HttpListener,
  options: WebSocketOptions<State>,
): WebSocketDoor<State> {
  return new WebSocketDoor(http, options)
}

/** A message is one line; an ending it should not have is taken as its own. */
function asLines(message: RawData): Buffer {
  if (!Buffer.isBuffer(message)) return nothing
  return message.at(-1) === lineFeed ? message : Buffer.concat([message, ending])
}
