/** Owns a door on a port: makes a connection of every socket that comes in, with TLS or without, and closes them all. */
import type { Socket } from 'node:net'
import { Connection, type ConnectionSettings } from './connection.ts'
import type { ListenLimits } from './connection-counts.ts'
import { ConnectionSet } from './connection-set.ts'
import { Port, type Peer, type PortOptions } from './port.ts'
import { Readers } from './readers.ts'
import { bindSocket } from './socket-listeners.ts'

export { ListenError, plainAddress } from './listen-error.ts'
export { ConnectionCounts, type ListenLimits } from './connection-counts.ts'

export interface ListenOptions<State> extends ConnectionSettings<State>, PortOptions {
  readonly limits: ConnectionSettings<State>['limits'] & ListenLimits
  readonly newId: () => string
}

export class Listener<State> {
  readonly #options: ListenOptions<State>
  readonly #port: Port
  readonly #open: ConnectionSet<State>
  readonly #readers = new Readers()

  /** Use `listen`. */
  constructor(options: ListenOptions<State>) {
    this.#options = options
    this.#port = new Port(options, (socket, peer) => this.#accept(socket, peer))
    this.#open = new ConnectionSet(options.clock)
  }

  /** Everybody whose socket is open, also those that are saying goodbye. */
  get connections(): ReadonlySet<Connection<State>> {
    return this.#open.all
  }

  /** Where it listens, for instance `127.0.0.1:12345` or `[::1]:12345`. */
  get address(): string {
    return this.#port.address
  }

  get port(): number {
    return this.#port.port
  }

  get isSecure(): boolean {
    return this.#options.tls != null
  }

  /** Bytes sent to all connections that have not left this process. */
  get unsentBytes(): number {
    return this.#open.unsentBytes
  }

  /** From now on (or no longer) new connections are told `refusals.refusing` and closed. */
  refuse(refuse: boolean): void {
    this.#port.refuse(refuse)
  }

  async open(): Promise<void> {
    try {
      await this.#port.open()
    } catch (error) {
      this.#open.abandon()
      throw error
    }
  }

  /** Stops accepting, ends every connection after what was sent to it, and cuts off those that are not gone after `grace` ms. */
  async close(grace: number): Promise<void> {
    await Promise.all([this.#port.close(), this.#open.close(grace)])
  }

  #accept(socket: Socket, peer: Peer): void {
    const connection = this.#make(socket, peer)
    if (connection === null) return void socket.destroy()
    this.#open.add(connection)
    bindSocket(socket, connection)
  }

  /** `null` when the door failed: that must not end the process. */
  #make(socket: Socket, peer: Peer): Connection<State> | null {
    const { newId, log } = this.#options
    try {
      const made = { ...peer, id: newId(), readers: this.#readers, gone: this.#forget }
      return new Connection(socket, this.#options, made)
    } catch (error) {
      log.error({ err: error, address: peer.address }, 'a connection could not be opened')
      return null
    }
  }

  readonly #forget = (connection: Connection<State>): void => this.#open.delete(connection)
}

/** Opens a port. Rejects with a `ListenError`. */
export async function listen<State>(options: ListenOptions<State>): Promise<Listener<State>> {
  const listener = new Listener(options)
  await listener.open()
  return listener
}
