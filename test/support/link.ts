/** A way between two programs that can be cut: connections break, or nothing comes through any more and nobody is told. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

export type LinkState = 'open' | 'cut' | 'silent'

interface Pair {
  readonly near: Socket
  readonly far: Socket
}

export class Link {
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  readonly #target: () => number
  #state: LinkState = 'open'

  private constructor(server: Server, port: number, target: () => number) {
    this.#server = server
    this.port = port
    this.#target = target
    server.on('connection', (near) => this.#join(near))
  }

  /** `target`: the port it leads to, asked anew for each connection. */
  static async open(target: () => number): Promise<Link> {
    const server = createServer({ noDelay: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a link listens on a port')
    return new Link(server, address.port, target)
  }

  get state(): LinkState {
    return this.#state
  }

  /** `cut`: what is connected breaks, and whoever connects is turned away. `silent`: as if a cable had been pulled. */
  become(state: LinkState): void {
    const before = this.#state
    this.#state = state
    // What was swallowed never comes: both sides have to begin anew.
    if (state === 'cut' || before === 'silent') for (const pair of this.#pairs) breakPair(pair)
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) breakPair(pair)
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket): void {
    near.on('error', () => undefined)
    if (this.#state === 'cut') {
      near.resetAndDestroy()
      return
    }
    const far = connect({ port: this.#target(), host: '127.0.0.1', noDelay: true })
    const pair = { near, far }
    this.#pairs.add(pair)
    far.on('error', () => undefined)
    near.on('data', (bytes) => this.#pass(far, bytes))
    far.on('data', (bytes) => this.#pass(near, bytes))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('close', () => {
        this.#pairs.delete(pair)
        // An end is news as well, and news do not come through.
        if (this.#state !== 'silent') other.destroy()
      })
    }
  }

  #pass(to: Socket, bytes: Buffer): void {
    if (this.#state !== 'silent') to.write(bytes)
  }
}

function breakPair({ near, far }: Pair): void {
  near.destroy()
  far.destroy()
}
