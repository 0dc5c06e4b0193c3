/** IRC over WebSocket (IRCv3 websocket): on a port of its own, at any path, and at `/irc` of the HTTP ports. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from '../../lib/network.ts'
import type { ConnectionSettings } from '../../net/connection.ts'
import type { ConnectionCounts, ListenLimits } from '../../net/connection-counts.ts'
import type { HttpListener } from '../../net/http.ts'
import type { TlsIdentity } from '../../net/tls-identity.ts'
import type { WebSocketDoor } from '../../net/websocket.ts'
import type { IrcClient } from './client.ts'

export interface WebPlace {
  readonly host: string
  readonly port: number
  /** `null`: every path. */
  readonly path: string | null
  readonly tls: TlsIdentity | null
  /** Whether it is for programs on this machine alone; at a path also for proxies that say the client came with TLS. */
  readonly isPlainLocal: boolean
}

export interface WebOptions extends ConnectionSettings<IrcClient> {
  readonly limits: ConnectionSettings<IrcClient>['limits'] & ListenLimits
  readonly counts: ConnectionCounts
  readonly newId: () => string
  trustsProxy(address: string): boolean
  /** Whether pages of an origin may connect. */
  allowsOrigin(origin: string): boolean
}

interface Opened {
  readonly http: HttpListener
  readonly sockets: WebSocketDoor<IrcClient>
}

const protocols = { 'text.ircv3.net': 'text-frames', 'binary.ircv3.net': 'binary-frames' } as const

export class IrcWeb {
  readonly #options: WebOptions
  readonly #opened: Opened[] = []

  constructor(options: WebOptions) {
    this.#options = options
  }

  get unsentBytes(): number {
    return this.#opened.reduce((sum, { sockets }) => sum + sockets.unsentBytes, 0)
  }

  /** Answers where they are. Rejects with a `ListenError`; `close` then closes those that are open. */
  async open(places: readonly WebPlace[]): Promise<readonly string[]> {
    const where: string[] = []
    for (const place of places) where.push(await this.#open(place))
    return where
  }

  refuse(refuse: boolean): void {
    for (const { http } of this.#opened) http.refuse(refuse)
  }

  async close(grace: number): Promise<void> {
    // Together: the listener waits for its sockets, and takes no more meanwhile.
    await Promise.all(this.#opened.flatMap(({ http, sockets }) => [sockets.close(grace), http.close(grace)]))
  }

  async #open({ host, port, path, tls, isPlainLocal }: WebPlace): Promise<string> {
    // Loaded only here: a good part of what a start costs.
    const { openHttp, answerText } = await import('../../net/http.ts')
    const { serveWebSocket } = await import('../../net/websocket.ts')
    const { clock, log, limits, counts } = this.#options
    const trustsProxy = (address: string): boolean => this.#options.trustsProxy(address)
    const accepts = isPlainLocal && path === null ? { accepts: isLoopback } : {}
    const http = await openHttp({ host, port, clock, log, limits, counts, tls, trustsProxy, ...accepts })
    const allowsOrigin = (origin: string): boolean => this.#options.allowsOrigin(origin)
    const sockets = serveWebSocket<IrcClient>(http, {
      ...this.#options,
      path,
      protocols,
      isPlainLocal,
      allowsOrigin,
    })
    this.#opened.push({ http, sockets })
    if (path !== null)
      http.get('/', (_: IncomingMessage, response: ServerResponse) =>
        answerText(response, 200, `IRC over WebSocket is at ${path}`),
      )
    return `WebSocket ${tls === null ? '' : 'TLS '}${http.address}${path ?? ''}`
  }
}
