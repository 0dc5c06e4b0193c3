/** Owns the ports of one door: one without TLS, one with it, or both, whose connections are served and limited alike. */
import { isLoopback } from '../lib/network.ts'
import type { Connection } from './connection.ts'
import { ConnectionCounts } from './connection-counts.ts'
import { listen, type Listener, type ListenOptions } from './listen.ts'
import type { TlsIdentity } from './tls-identity.ts'

export interface Places {
  readonly host: string
  /** Without TLS; `null`: none. */
  readonly port: number | null
  /** With TLS; `null`: none. */
  readonly tlsPort: number | null
  /** Needed for `tlsPort`. */
  readonly identity: TlsIdentity | null
  /** Whether the port without TLS is for programs on this machine alone. */
  readonly isPlainLocal: boolean
}

/** What is the same at every port of the door. */
export type Served<State> = Omit<ListenOptions<State>, 'host' | 'port' | 'tls' | 'accepts'>

export class Listeners<State> {
  readonly #served: Served<State>
  #tlsPort: number | null = null
  #open: readonly Listener<State>[] = []

  constructor(served: Served<State>) {
    this.#served = { counts: new ConnectionCounts(), ...served }
  }

  /** Where it listens for TLS; `null`: nowhere, or not yet. */
  get tlsPort(): number | null {
    return this.#tlsPort
  }

  get connections(): readonly Connection<State>[] {
    return this.#open.flatMap(({ connections }) => [...connections])
  }

  /** Bytes sent to all connections that have not left this process. */
  get unsentBytes(): number {
    return this.#open.reduce((sum, { unsentBytes }) => sum + unsentBytes, 0)
  }

  refuse(refuse: boolean): void {
    for (const listener of this.#open) listener.refuse(refuse)
  }

  /** Answers where they are: `127.0.0.1:6667, TLS 127.0.0.1:6697`. Rejects with a `ListenError`; then none is open. */
  async open(places: Places): Promise<string> {
    const { host, port, tlsPort, identity, isPlainLocal } = places
    const where: string[] = []
    try {
      if (port !== null)
        where.push(await this.#listen({ host, port, ...(isPlainLocal ? { accepts: isLoopback } : {}) }))
      if (tlsPort !== null && identity !== null)
        where.push(`TLS ${await this.#listen({ host, port: tlsPort, tls: identity })}`)
      this.#tlsPort = this.#open.find(({ isSecure }) => isSecure)?.port ?? null
    } catch (error) {
      await this.close(0)
      throw error
    }
    return where.join(', ')
  }

  async close(grace: number): Promise<void> {
    await Promise.all(this.#open.map((listener) => listener.close(grace)))
  }

  async #listen(place: Pick<ListenOptions<State>, 'host' | 'port' | 'tls' | 'accepts'>): Promise<string> {
    const listener = await listen({ ...this.#served, ...place })
    this.#open = [...this.#open, listener]
    return listener.address
  }
}
