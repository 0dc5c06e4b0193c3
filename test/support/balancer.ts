/** What stands before several nodes: each connection goes to the next of them that takes it. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

const connectMs = 2000

export class Balancer {
  readonly port: number
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #targets: () => readonly number[]
  #next = 0
  /** Connections that no node took. */
  refused = 0

  private constructor(server: Server, port: number, targets: () => readonly number[]) {
    this.#server = server
    this.port = port
    this.#targets = targets
    server.on('connection', (near) => void this.#join(near))
  }

  /** `targets`: the ports of the nodes that are to be tried. */
  static async open(targets: () => readonly number[]): Promise<Balancer> {
    const server = createServer({ noDelay: true, pauseOnConnect: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('a balancer listens on a port')
    return new Balancer(server, address.port, targets)
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #join(near: Socket): Promise<void> {
    this.#keep(near)
    const far = await this.#take()
    if (far === null) {
      this.refused += 1
      near.destroy()
      return
    }
    this.#keep(far)
    near.pipe(far)
    far.pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.resume()
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#sockets.delete(socket))
  }

  async #take(): Promise<Socket | null> {
    const targets = this.#targets()
    for (let tries = 0; tries < targets.length; tries += 1) {
      this.#next = (this.#next + 1) % targets.length
      const socket = await reach(targets[this.#next] ?? 0)
      if (socket !== null) return socket
    }
    return null
  }
}

/** `null`: nobody took it in time. */
function reach(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, timeout: connectMs })
    const fails = () => {
      socket.destroy()
      resolve(null)
    }
    socket.once('error', fails)
    socket.once('timeout', fails)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeListener('error', fails)
      resolve(socket)
    })
  })
}
