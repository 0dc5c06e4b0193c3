/** Owns the server's HTTP ports, with TLS and without: several doors answer at them, each at its own paths. */
import { openHttp, type HttpListener, type HttpOptions, type Serve } from './http.ts'
import type { TlsIdentity } from './tls-identity.ts'

export interface SitePlaces {
  readonly host: string
  /** Without TLS; `null`: none. */
  readonly port: number | null
  /** With TLS; `null`: none. */
  readonly tlsPort: number | null
  /** Needed for `tlsPort`. */
  readonly identity: TlsIdentity | null
}

/** What is the same at every port. */
export type SiteShared = Omit<HttpOptions, 'host' | 'port' | 'tls' | 'accepts'>

export class HttpSite {
  readonly #shared: SiteShared
  readonly #listeners: HttpListener[] = []

  constructor(shared: SiteShared) {
    this.#shared = shared
  }

  get listeners(): readonly HttpListener[] {
    return this.#listeners
  }

  /** Where it is: `127.0.0.1:8080, TLS 127.0.0.1:8443`. */
  get where(): string {
    return this.#listeners.map(({ address, isSecure }) => (isSecure ? `TLS ${address}` : address)).join(', ')
  }

  /** Until a door serves them, requests are asked to come again. Rejects with a `ListenError`; then none is open. */
  async open({ host, port, tlsPort, identity }: SitePlaces): Promise<void> {
    try {
      if (port !== null) this.#listeners.push(await openHttp({ ...this.#shared, host, port }))
      if (tlsPort !== null && identity !== null)
        this.#listeners.push(await openHttp({ ...this.#shared, host, port: tlsPort, tls: identity }))
    } catch (error) {
      await this.close(0)
      throw error
    }
    this.serve((_, response) => {
      response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('starting\n')
    })
  }

  serve(serve: Serve): void {
    for (const listener of this.#listeners) listener.serve(serve)
  }

  refuse(refuse: boolean): void {
    for (const listener of this.#listeners) listener.refuse(refuse)
  }

  /** See `HttpListener.close`: whoever took over sockets closes them meanwhile. */
  async close(grace: number): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.close(grace)))
  }
}
