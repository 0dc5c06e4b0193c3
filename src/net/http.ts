/** Owns a port that speaks HTTP/1.1: a small table of what answers which path, and what takes over a connection. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConnectionCounts } from './connection-counts.ts'
import { forwardedPeer } from './forwarded.ts'
import { startHeartbeat } from './heartbeat.ts'
import { HttpVisit } from './http-visit.ts'
import { Port, type Peer, type PortOptions } from './port.ts'
import { turnAway } from './turn-away.ts'

export interface HttpOptions extends Omit<PortOptions, 'refusals' | 'countsAddress' | 'protocols'> {
  /** Reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustsProxy(address: string): boolean
}

/** Answers a GET (or HEAD). `from` is who asked, through however many trusted proxies. */
export type Answer = (request: IncomingMessage, response: ServerResponse, from: Peer) => void

/** Answers every request, whatever its method and path. */
export type Serve = Answer

/** A connection that asks to speak something else from now on. */
export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Socket
  /** What came after the request. */
  readonly head: Buffer
  readonly from: Peer
  /** The other end of the socket itself: `from`, or the proxy that speaks for them. */
  readonly via: string
  /** Whether the limits already count the socket for that address. */
  readonly isCounted: boolean
}

export type TakeUpgrade = (upgrade: Upgrade) => void

const protocols = ['http/1.1']
const mostHeaderBytes = 16 * 1024
const refusals = {
  full: refusal(503, 'the server is full: try again later'),
  tooManyFromAddress: refusal(429, 'too many connections from your address'),
  refusing: refusal(503, 'the server is shutting down: come back later'),
  notAccepted: refusal(403, 'this port is not open to your address'),
}

export class HttpListener {
  readonly options: HttpOptions
  readonly #port: Port
  readonly #server: Server
  readonly #visits = new Map<Socket, HttpVisit>()
  readonly #answers = new Map<string, Answer>()
  readonly #upgrades = new Map<string, TakeUpgrade>()
  #anyUpgrade: TakeUpgrade | null = null
  #serve: Serve | null = null
  readonly #stopHeartbeat: () => void

  /** Use `openHttp`. */
  constructor(options: HttpOptions) {
    this.options = options
    const countsAddress = (address: string): boolean => !options.trustsProxy(address)
    this.#port = new Port({ ...options, refusals, protocols, countsAddress }, (socket, peer) =>
      this.#visit(socket, peer),
    )
    // How long a request may take is the visit's to say: a file may be on its way for hours.
    const settings = { maxHeaderSize: mostHeaderBytes, requestTimeout: 0 }
    this.#server = createServer(settings, (request, response) => this.#answer(request, response))
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade({ request, head }, socket))
    this.#server.on('clientError', (error, socket) => this.#fault(error, socket))
    this.#stopHeartbeat = startHeartbeat(options.clock, { [Symbol.iterator]: () => this.#visits.values() })
  }

  get address(): string {
    return this.#port.address
  }

  get port(): number {
    return this.#port.port
  }

  get isSecure(): boolean {
    return this.options.tls != null
  }

  get counts(): ConnectionCounts {
    return this.#port.counts
  }

  /** From now on a GET of this path is answered by that. */
  get(path: string, answer: Answer): void {
    this.#answers.set(path, answer)
  }

  /** From now on every request is answered by that, whatever `get` has been told. */
  serve(serve: Serve): void {
    this.#serve = serve
  }

  /** From now on upgrades of this path (`null`: of any other) are taken by that. */
  upgrade(path: string | null, take: TakeUpgrade): void {
    if (path === null) this.#anyUpgrade = take
    else this.#upgrades.set(path, take)
  }

  refuse(refuse: boolean): void {
    this.#port.refuse(refuse)
  }

  async open(): Promise<void> {
    try {
      await this.#port.open()
    } catch (error) {
      this.#stopHeartbeat()
      throw error
    }
  }

  /**
   * Stops accepting, lets answers under way leave for at most `grace` ms. Resolves when every socket is closed, also those
   * that were upgraded: who took them closes them.
   */
  async close(grace: number): Promise<void> {
    const closed = this.#port.close()
    for (const visit of this.#visits.values()) visit.leave()
    const late = setTimeout(() => {
      for (const visit of this.#visits.values()) visit.end()
    }, grace)
    await closed
    clearTimeout(late)
    this.#stopHeartbeat()
  }

  #visit(socket: Socket, peer: Peer): void {
    this.#visits.set(socket, new HttpVisit(socket, peer, this.options.clock))
    socket.once('close', () => this.#visits.delete(socket))
    this.#server.emit('connection', socket)
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const visit = this.#visits.get(request.socket)
    if (visit === undefined) return void request.socket.destroy()
    visit.answers(response)
    const from = this.#from(visit, request)
    try {
      if (this.#serve !== null) this.#serve(request, response, from)
      else this.#answerGet(request, response, from)
    } catch (err) {
      this.options.log.error({ err, path: pathOf(request) }, 'a request could not be answered')
      response.destroy()
    }
  }

  #answerGet(request: IncomingMessage, response: ServerResponse, from: Peer): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Connection', 'close')
      return answerText(response, 405, 'only GET is answered here')
    }
    const answer = this.#answers.get(pathOf(request))
    if (answer === undefined) answerText(response, 404, 'nothing is here')
    else answer(request, response, from)
  }

  #upgrade({ request, head }: Pick<Upgrade, 'request' | 'head'>, socket: Duplex): void {
    if (!(socket instanceof Socket)) return void socket.destroy()
    const visit = this.#visits.get(socket)
    if (visit === undefined) return void socket.destroy()
    this.#visits.delete(socket)
    const take = this.#upgrades.get(pathOf(request)) ?? this.#anyUpgrade
    if (take === null) return refuseUpgrade(socket, 404, 'nothing is here')
    const via = visit.peer.address
    const isCounted = !this.options.trustsProxy(via)
    take({ request, socket, head, from: this.#from(visit, request), via, isCounted })
  }

  #from({ peer }: HttpVisit, { headers }: IncomingMessage): Peer {
    return forwardedPeer(peer, headers, (address) => this.options.trustsProxy(address))
  }

  /** What is not HTTP, too long or broken off: nothing the operator has to know. */
  #fault(error: Error & { readonly code?: string }, socket: Duplex): void {
    this.options.log.debug({ because: error.code ?? error.message }, 'not an HTTP request')
    if (!(socket instanceof Socket) || !socket.writable) return void socket.destroy()
    if (error.code === 'HPE_HEADER_OVERFLOW')
      refuseUpgrade(socket, 431, 'the head of the request is too long')
    else refuseUpgrade(socket, 400, 'not a request this server understands')
  }
}

/** Opens a port for HTTP, with TLS if there is an identity. Rejects with a `ListenError`. */
export async function openHttp(options: HttpOptions): Promise<HttpListener> {
  const listener = new HttpListener(options)
  await listener.open()
  return listener
}

export function answerText(response: ServerResponse, status: number, text: string): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' }
  response.writeHead(status, headers).end(`${text}\n`)
}

/** Answers where there is no response object, and closes. */
export function refuseUpgrade(socket: Socket, status: number, text: string): void {
  turnAway(socket, refusal(status, text))
}

function refusal(status: number, text: string): Buffer {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text) + 1}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}\n`)
}

/** The path without its query; nothing is decoded, so that a path has one spelling. */
function pathOf(request: IncomingMessage): string {
  const url = request.url ?? ''
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}
