/** Owns a listening port: who may connect, who announces whom, and what stands between a socket and its first byte. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { NetLog } from './connection.ts'
import { ConnectionCounts, type ListenLimits } from './connection-counts.ts'
import { countAddress, countSocket, recountAddress } from './count-socket.ts'
import { startHeartbeat, type NetClock } from './heartbeat.ts'
import { hostAndPort, listenError, plainAddress } from './listen-error.ts'
import { ProxyWait } from './proxy-wait.ts'
import { fingerprintOf, TlsFront } from './tls-front.ts'
import type { TlsIdentity } from './tls-identity.ts'
import { ignoreErrors, turnAway } from './turn-away.ts'

/** What is written to those who are not let in, before they are closed. */
export interface Refusals {
  readonly full: Buffer
  readonly tooManyFromAddress: Buffer
  readonly refusing: Buffer
  /** For addresses that `accepts` does not take; left out: they are closed without a word. */
  readonly notAccepted?: Buffer
}

export interface ProxyRule {
  /** Whether every connection comes through a proxy and begins with a PROXY header. */
  readonly required: boolean
  /** From where a header is believed. */
  trusts(address: string): boolean
}

export interface PortOptions {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly limits: ListenLimits
  readonly refusals: Refusals
  /** Shared by listeners whose connections are limited together; left out: this one's alone. */
  readonly counts?: ConnectionCounts
  readonly tls?: TlsIdentity | null
  /** What is spoken here, by its names in ALPN: a TLS client that asks for others only is refused. Left out: nothing that has a name. */
  readonly protocols?: readonly string[]
  readonly requestCertificates?: boolean
  readonly proxy?: ProxyRule | null
  /** Which machines may connect at all: asked about the socket's own other end, whatever a proxy announces. */
  accepts?(address: string): boolean
  /** Whether connections from there are limited by address; not for proxies that speak for many people. */
  countsAddress?(address: string): boolean
  readonly clock: NetClock
  readonly log: NetLog
}

/** What is known of the other end of a socket when its first byte is read. */
export interface Peer {
  readonly address: string
  readonly secure: boolean
  readonly certificateFingerprint: string | null
  /** Counts it for another address from now on; `false`: there are too many from there. */
  readonly moveTo?: MoveTo
}

export type MoveTo = (address: string) => boolean

/** Large enough for everybody to come back at once after a restart. */
const backlog = 4096
const keepAliveDelay = 60_000
/** How often the operator is told of those who come past the proxy. */
const warnEveryMs = 60_000

export class Port {
  readonly counts: ConnectionCounts
  readonly #options: PortOptions
  readonly #opened: (socket: Socket, peer: Peer) => void
  readonly #server: Server
  readonly #tls: TlsFront | null
  /** Sockets whose header or handshake is awaited. */
  readonly #arriving = new Set<Socket>()
  readonly #awaited = new Set<ProxyWait>()
  readonly #stopHeartbeat: () => void
  #refusing = false
  #warnedAt = -Infinity

  constructor(options: PortOptions, opened: (socket: Socket, peer: Peer) => void) {
    this.#options = options
    this.#opened = opened
    this.counts = options.counts ?? new ConnectionCounts()
    this.#server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay },
      (socket) => this.#accept(socket),
    )
    const { tls: identity = null, protocols = [], requestCertificates = false, log, clock } = options
    this.#tls = identity === null ? null : new TlsFront({ identity, protocols, requestCertificates, log })
    this.#stopHeartbeat = this.#isProxied ? startHeartbeat(clock, this.#awaited) : nothing
  }

  /** Where it listens, for instance `127.0.0.1:12345` or `[::1]:12345`. */
  get address(): string {
    const { address, port } = this.#bound()
    return hostAndPort(address, port)
  }

  get port(): number {
    return this.#bound().port
  }

  /** From now on (or no longer) new connections are told `refusals.refusing` and closed. */
  refuse(refuse: boolean): void {
    this.#refusing = refuse
  }

  /** Rejects with a `ListenError`. */
  open(): Promise<void> {
    const { host, port, log } = this.#options
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => {
        this.#release()
        reject(listenError(error, hostAndPort(host, port)))
      })
      this.#server.listen({ host, port, backlog }, () => {
        this.#server.removeAllListeners('error')
        this.#server.on('error', (error) => log.warn({ err: error }, 'a connection could not be accepted'))
        resolve()
      })
    })
  }

  /** Stops accepting and cuts off who has not come in yet; resolves when the last socket is closed, which others see to. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
    for (const socket of this.#arriving) socket.destroy()
    this.#release()
    return closed
  }

  get #isProxied(): boolean {
    return this.#options.proxy?.required === true
  }

  #release(): void {
    this.#tls?.close()
    this.#stopHeartbeat()
  }

  #accept(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress)
    // Already gone.
    if (address === null) return void socket.destroy()
    const { refusals, proxy, limits } = this.#options
    if (this.#options.accepts?.(address) === false) return this.#turnAway(socket, refusals.notAccepted)
    if (this.#refusing) return this.#turnAway(socket, refusals.refusing)
    if (this.counts.isFull(limits)) return this.#turnAway(socket, refusals.full)
    if (!this.#isProxied) return this.#admit(socket, { address, secure: false })
    if (proxy?.trusts(address) === true) return this.#awaitHeader(socket, address)
    this.#logUntrusted(address)
    socket.destroy()
  }

  #awaitHeader(socket: Socket, proxy: string): void {
    countSocket(socket, this.counts)
    ignoreErrors(socket)
    this.#arriving.add(socket)
    const wait = new ProxyWait(socket, {
      now: this.#options.clock.now(),
      found: ({ address, secure }) => {
        this.#awaited.delete(wait)
        this.#arriving.delete(socket)
        this.#admit(socket, { address: address ?? proxy, secure })
      },
      failed: (because) => {
        this.#awaited.delete(wait)
        this.#arriving.delete(socket)
        this.#logDropped(proxy, because)
      },
    })
    this.#awaited.add(wait)
  }

  /** Its address is known: it may come in, or begin its handshake. */
  #admit(socket: Socket, announced: Pick<Peer, 'address' | 'secure'>): void {
    const { address } = announced
    const { limits, refusals } = this.#options
    const counted = this.#options.countsAddress?.(address) !== false
    if (counted && this.counts.isFullFor(address, limits))
      return this.#turnAway(socket, refusals.tooManyFromAddress)
    if (!this.#isProxied) countSocket(socket, this.counts)
    if (counted) countAddress(socket, address)
    if (this.#tls !== null) return this.#secure(this.#tls, socket, address)
    this.#opened(socket, { ...announced, certificateFingerprint: null, moveTo: this.#mover(socket) })
    // Behind a header it was stopped.
    if (socket.isPaused()) socket.resume()
  }

  #secure(tls: TlsFront, socket: Socket, address: string): void {
    ignoreErrors(socket)
    this.#arriving.add(socket)
    socket.once('close', () => this.#arriving.delete(socket))
    tls.start(socket, (secured) => {
      this.#arriving.delete(socket)
      const fingerprint = this.#options.requestCertificates === true ? fingerprintOf(secured) : null
      const moveTo = this.#mover(socket)
      this.#opened(secured, { address, secure: true, certificateFingerprint: fingerprint, moveTo })
    })
  }

  #mover(socket: Socket): MoveTo {
    return (address) => {
      const counted = this.#options.countsAddress?.(address) !== false
      if (counted && this.counts.isFullFor(address, this.#options.limits)) return false
      recountAddress(socket, counted ? address : null)
      return true
    }
  }

  /** Before a handshake there is nothing that a TLS client could read. */
  #turnAway(socket: Socket, words: Buffer | undefined): void {
    if (words === undefined || this.#tls !== null) socket.destroy()
    else turnAway(socket, words)
  }

  /** Scanners find the port too: one line a minute is enough to notice a proxy that was forgotten. */
  #logUntrusted(address: string): void {
    const { clock, log } = this.#options
    const now = clock.now()
    if (now < this.#warnedAt + warnEveryMs) return this.#logDropped(address, 'not a trusted proxy')
    this.#warnedAt = now
    log.warn(
      { address },
      'a connection that must come through a proxy was closed: it came from none of server.proxies',
    )
  }

  #logDropped(address: string, because: string): void {
    this.#options.log.debug({ address, because }, 'a connection without a PROXY header was closed')
  }

  #bound(): AddressInfo {
    const bound = this.#server.address()
    if (bound === null || typeof bound === 'string') throw new Error('not listening')
    return bound
  }
}

function nothing(): void {
  // No timer was started.
}
