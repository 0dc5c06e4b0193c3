/** Owns the TLS of a port: sockets go in, those whose handshake succeeded come out. */
import type { Socket } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import type { NetLog } from './connection.ts'
import { awaitHello } from './tls-hello.ts'
import type { TlsIdentity } from './tls-identity.ts'
import { ignoreErrors, turnAway } from './turn-away.ts'

export interface TlsFrontOptions {
  readonly identity: TlsIdentity
  /** What the port speaks, by its names in ALPN. */
  readonly protocols: readonly string[]
  /** Whether clients are asked for a certificate. None is needed, and any is taken: its fingerprint says who it is. */
  readonly requestCertificates: boolean
  readonly log: NetLog
}

/** How long a client may take until it begins its handshake, and then for that. */
const handshakeTimeout = 10_000
const acmeProtocol = 'acme-tls/1'
const nothing = Buffer.alloc(0)

/** What happens to a socket once its handshake succeeded. */
type Secured = (socket: TLSSocket) => void

export class TlsFront {
  readonly #server: Server
  readonly #log: NetLog
  readonly #patienceMs: number
  /** What to do for each handshake under way, by the two ends of its socket. */
  readonly #waiting = new Map<string, { readonly socket: Socket; readonly secured: Secured }>()
  readonly #stopListening: () => void

  constructor({ identity, protocols, requestCertificates, log }: TlsFrontOptions) {
    this.#log = log
    this.#patienceMs = Math.min(handshakeTimeout, identity.options.handshakeTimeout ?? handshakeTimeout)
    this.#server = createServer({
      ...identity.options,
      ALPNCallback: identity.choosing(protocols),
      handshakeTimeout: this.#patienceMs,
      requestCert: requestCertificates,
      rejectUnauthorized: false,
    })
    this.#server.on('secureConnection', (socket) => this.#finish(socket))
    this.#server.on('tlsClientError', (error, socket) => this.#fail(error, socket))
    this.#stopListening = identity.onChange(() => this.#change(identity))
  }

  /** Starts a handshake; `secured` is called if it succeeds, and otherwise the socket is closed without a word. */
  start(socket: Socket, secured: Secured): void {
    const ends = endsOf(socket)
    // Two live sockets cannot have the same ends: one of them is gone and has not been told so yet.
    if (ends === null || this.#waiting.has(ends)) return void socket.destroy()
    this.#waiting.set(ends, { socket, secured })
    socket.once('close', () => {
      if (this.#waiting.get(ends)?.socket === socket) this.#waiting.delete(ends)
    })
    // A socket that ended before its handshake began would never be closed.
    socket.allowHalfOpen = false
    if (socket.readableEnded) return void socket.destroy()
    awaitHello(socket, {
      patienceMs: this.#patienceMs,
      came: () => this.#server.emit('connection', socket),
      timedOut: () => this.#fail(new Error('nothing came'), socket),
    })
  }

  close(): void {
    this.#stopListening()
  }

  /** Connections that are open go on with what they were opened with. */
  #change(identity: TlsIdentity): void {
    try {
      this.#server.setSecureContext(identity.options)
    } catch (err) {
      this.#log.error({ err }, 'the new certificate cannot be used: the one before it stays')
    }
  }

  #finish(socket: TLSSocket): void {
    const ends = endsOf(socket)
    const waiting = ends === null ? undefined : this.#waiting.get(ends)
    if (ends === null || waiting === undefined) return void socket.destroy()
    this.#waiting.delete(ends)
    // From now on, as without TLS: before, a peer that closes its side gives the handshake up.
    socket.allowHalfOpen = true
    // Whoever proves a domain wanted the handshake alone (RFC 8737).
    if (socket.alpnProtocol === acmeProtocol) turnAway(socket, nothing)
    else waiting.secured(socket)
  }

  /** Scanners, clients without TLS and those that do not like the certificate: nothing the operator has to know. */
  #fail(error: Error & { readonly code?: string }, socket: Socket): void {
    this.#log.debug(
      { because: error.code ?? error.message, address: socket.remoteAddress },
      'no TLS handshake',
    )
    ignoreErrors(socket)
    socket.destroy()
  }
}

function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string | null {
  if (remoteAddress === undefined || remotePort === undefined) return null
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`
}

/** SHA-256 of the certificate that the client showed and has the key of, in lower-case hex; `null` without one. */
export function fingerprintOf(socket: TLSSocket): string | null {
  const certificate = socket.getPeerX509Certificate()
  return certificate === undefined ? null : certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}
