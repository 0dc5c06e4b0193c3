/** Owns a listening port: who may connect, who is connected, and how it is closed. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Connection, type ConnectionSettings } from './connection.ts'
import { startHeartbeat } from './heartbeat.ts'
import { bindSocket } from './socket-listeners.ts'

/** Read anew for every connection, so that they may be getters over a configuration that is reloaded. */
export interface ListenLimits {
  /** The most connections at once. */
  readonly connections: number
  /** The most from one address. */
  readonly connectionsPerAddress: number
}

/** What is written to those who are not let in, before they are closed. */
export interface Refusals {
  readonly full: Buffer
  readonly tooManyFromAddress: Buffer
  readonly refusing: Buffer
}

export interface ListenOptions<State> extends ConnectionSettings<State> {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  readonly limits: ConnectionSettings<State>['limits'] & ListenLimits
  readonly refusals: Refusals
  readonly newId: () => string
}

/** A port could not be opened. The message is one line that says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

const problems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use: stop the other program or choose another port',
  EACCES: 'no right to open this port: choose one above 1023 or grant the right to this system user',
  EADDRNOTAVAIL: 'this machine does not have that address: choose another host',
  ENOTFOUND: 'that host name is not known: choose another host',
}

/** Large enough for everybody to come back at once after a restart. */
const backlog = 4096
const keepAliveDelay = 60_000
/** While closing: how long a peer has at least to take its last words. */
const sweepPause = 100

export class Listener<State> {
  readonly #options: ListenOptions<State>
  readonly #server: Server
  readonly #connections = new Set<Connection<State>>()
  readonly #perAddress = new Map<string, number>()
  readonly #stopHeartbeat: () => void
  #refusing = false
  /** Set while closing: to be called when the last connection is gone. */
  #emptied: (() => void) | null = null

  /** Use `listen`. */
  constructor(options: ListenOptions<State>) {
    this.#options = options
    this.#server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveDelay },
      (socket) => this.#accept(socket),
    )
    this.#stopHeartbeat = startHeartbeat(options.clock, this.#connections)
  }

  /** Everybody whose socket is open, also those that are saying goodbye. */
  get connections(): ReadonlySet<Connection<State>> {
    return this.#connections
  }

  /** Where it listens, for instance `127.0.0.1:12345` or `[::1]:12345`. */
  get address(): string {
    const { address, port } = this.#bound()
    return hostAndPort(address, port)
  }

  get port(): number {
    return this.#bound().port
  }

  /** Bytes sent to all connections that have not left this process. */
  get unsentBytes(): number {
    let bytes = 0
    for (const connection of this.#connections) bytes += connection.unsentBytes
    return bytes
  }

  /** From now on (or no longer) new connections are told `refusals.refusing` and closed. */
  refuse(refuse: boolean): void {
    this.#refusing = refuse
  }

  open(): Promise<void> {
    const { host, port, log } = this.#options
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => {
        this.#stopHeartbeat()
        reject(listenError(error, hostAndPort(host, port)))
      })
      this.#server.listen({ host, port, backlog }, () => {
        this.#server.removeAllListeners('error')
        this.#server.on('error', (error) => log.warn({ err: error }, 'a connection could not be accepted'))
        resolve()
      })
    })
  }

  /** Stops accepting, ends every connection after what was sent to it, and cuts off those that are not gone after `grace` ms. */
  async close(grace: number): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
    for (const connection of this.#connections) connection.end()
    const deadline = performance.now() + grace
    const sweep = setInterval(() => {
      const late = performance.now() >= deadline
      for (const connection of this.#connections) if (late || connection.isOver) connection.destroy('server')
    }, sweepPause)
    await closed
    await this.#empty()
    clearInterval(sweep)
    this.#stopHeartbeat()
  }

  #empty(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#emptied = resolve
    })
  }

  #accept(socket: Socket): void {
    const address = plainAddress(socket.remoteAddress)
    // Already gone.
    if (address === null) return void socket.destroy()
    const refusal = this.#refusalFor(address)
    if (refusal !== null) return turnAway(socket, refusal)
    const connection = this.#open(socket, address)
    if (connection === null) return void socket.destroy()
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
    this.#connections.add(connection)
    bindSocket(socket, connection)
  }

  /** `null` when the door failed: that must not end the process. */
  #open(socket: Socket, address: string): Connection<State> | null {
    const { newId, log } = this.#options
    try {
      return new Connection(socket, this.#options, { id: newId(), address, gone: this.#forget })
    } catch (error) {
      log.error({ err: error, address }, 'a connection could not be opened')
      return null
    }
  }

  #refusalFor(address: string): Buffer | null {
    const { limits, refusals } = this.#options
    if (this.#refusing) return refusals.refusing
    if (this.#connections.size >= limits.connections) return refusals.full
    const fromThere = this.#perAddress.get(address) ?? 0
    return fromThere >= limits.connectionsPerAddress ? refusals.tooManyFromAddress : null
  }

  readonly #forget = (connection: Connection<State>): void => {
    this.#connections.delete(connection)
    const left = (this.#perAddress.get(connection.address) ?? 1) - 1
    if (left === 0) this.#perAddress.delete(connection.address)
    else this.#perAddress.set(connection.address, left)
    if (this.#connections.size === 0) this.#emptied?.()
  }

  #bound(): AddressInfo {
    const bound = this.#server.address()
    if (bound === null || typeof bound === 'string') throw new Error('not listening')
    return bound
  }
}

/** Opens a port. Rejects with a `ListenError`. */
export async function listen<State>(options: ListenOptions<State>): Promise<Listener<State>> {
  const listener = new Listener(options)
  await listener.open()
  return listener
}

/** An address without the prefix that IPv6 sockets put before IPv4 ones; `null` when the socket has none. */
export function plainAddress(address: string | undefined): string | null {
  if (address === undefined) return null
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}

function turnAway(socket: Socket, line: Buffer): void {
  socket.on('error', ignore)
  socket.resume()
  socket.setTimeout(1000, destroyTimedOut)
  socket.end(line)
  socket.once('finish', destroyTimedOut)
}

function ignore(): void {
  // The peer is being turned away: how it leaves does not matter.
}

function destroyTimedOut(this: Socket): void {
  this.destroy()
}

function listenError(error: NodeJS.ErrnoException, where: string): ListenError {
  const problem = problems[error.code ?? ''] ?? error.message
  return new ListenError(`cannot listen on ${where}: ${problem}`, { cause: error })
}

function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
