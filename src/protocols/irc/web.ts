/** IRC over WebSocket (IRCv3 websocket): on a port of its own, at any path, and at `/irc` of the server's HTTP ports. */
import { isLoopback } from '../../lib/network.ts'
import type { ConnectionSettings } from '../../net/connection.ts'
import type { ConnectionCounts, ListenLimits } from '../../net/connection-counts.ts'
import type { HttpListener } from '../../net/http.ts'
import type { HttpSite } from '../../net/http-site.ts'
import type { WebSocketDoor } from '../../net/websocket.ts'
import type { IrcClient } from './client.ts'

export interface WebPlaces {
  /** A port for nothing else; `null`: none. */
  readonly own: { readonly host: string; readonly port: number } | null
  /** The server's HTTP ports; `null`: none. */
  readonly site: HttpSite | null
  /** Whether those who come without TLS must be on this machine, or be known to a trusted proxy to have come with it. */
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

const protocols = { 'text.ircv3.net': 'text-frames', 'binary.ircv3.net': 'binary-frames' } as const

const sitePath = '/irc'

export class IrcWeb {
  readonly #options: WebOptions
  readonly #sockets: WebSocketDoor<IrcClient>[] = []
  #own: HttpListener | null = null

  constructor(options: WebOptions) {
    this.#options = options
  }

  get unsentBytes(): number {
    return this.#sockets.reduce((sum, { unsentBytes }) => sum + unsentBytes, 0)
  }

  /** Answers where it is. Rejects with a `ListenError`. */
  async open({ own, site, isPlainLocal }: WebPlaces): Promise<readonly string[]> {
    const where: string[] = []
    if (own !== null) {
      this.#own = await this.#openOwn(own, isPlainLocal)
      await this.#serve(this.#own, null, isPlainLocal)
      where.push(`WebSocket ${this.#own.address}`)
    }
    for (const listener of site?.listeners ?? []) {
      await this.#serve(listener, sitePath, isPlainLocal && !listener.isSecure)
      where.push(`WebSocket ${listener.isSecure ? 'TLS ' : ''}${listener.address}${sitePath}`)
    }
    return where
  }

  /** Of its own port; the others are not its to refuse. */
  refuse(refuse: boolean): void {
    this.#own?.refuse(refuse)
  }

  async close(grace: number): Promise<void> {
    // Together: the listener waits for its sockets, and takes no more meanwhile.
    await Promise.all([...this.#sockets.map((sockets) => sockets.close(grace)), this.#own?.close(grace)])
  }

  async #openOwn(place: { host: string; port: number }, isPlainLocal: boolean): Promise<HttpListener> {
    // Loaded only here: a good part of what a start costs.
    const { openHttp } = await import('../../net/http.ts')
    const { clock, log, limits, counts } = this.#options
    const trustsProxy = (address: string): boolean => this.#options.trustsProxy(address)
    const accepts = isPlainLocal ? { accepts: isLoopback } : {}
    return openHttp({ ...place, clock, log, limits, counts, trustsProxy, ...accepts })
  }

  async #serve(http: HttpListener, path: string | null, isPlainLocal: boolean): Promise<void> {
    const { serveWebSocket } = await import('../../net/websocket.ts')
    const allowsOrigin = (origin: string): boolean => this.#options.allowsOrigin(origin)
    const options = { ...this.#options, path, protocols, isPlainLocal, allowsOrigin }
    this.#sockets.push(serveWebSocket<IrcClient>(http, options))
  }
}
