/** A TLS server as a listener makes one of an identity, and a look at what it shows. */
import type { AddressInfo } from 'node:net'
import { connect, createServer, type ConnectionOptions, type Server, type TLSSocket } from 'node:tls'
import type { TlsIdentity } from '../../src/net/tls-identity.ts'

export interface Shown {
  readonly port: number
  close(): Promise<void>
}

/** Everybody who connects hears their own words, in one of these protocols (ALPN) or none. */
export async function serve(identity: TlsIdentity, protocols: readonly string[] = []): Promise<Shown> {
  const sockets = new Set<TLSSocket>()
  const server = createServer(
    { ...identity.options, ALPNCallback: identity.choosing(protocols) },
    (socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.pipe(socket)
    },
  )
  server.on('tlsClientError', () => undefined)
  const forget = identity.onChange(() => server.setSecureContext(identity.options))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      forget()
      for (const socket of sockets) socket.destroy()
      return closed(server)
    },
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Rejects when there is no handshake. */
export function handshake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }, () =>
      resolve(socket),
    )
    socket.once('error', reject)
  })
}

/** SHA-256 of what is shown to somebody who connects now. */
export async function shownAt(port: number): Promise<string> {
  const socket = await handshake(port)
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

/** What comes next, as text. */
export function nextText(socket: TLSSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString()))
    socket.once('close', () => reject(new Error('the connection is gone')))
  })
}
