/** The internet of a test: a real server on loopback, which answers each path as the test says. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export class Internet {
  readonly asked: IncomingMessage[] = []
  /** How many requests were open at once at most. */
  mostOpen = 0
  readonly #answers = new Map<string, Answer>()
  readonly #server: Server
  #open = 0

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      this.asked.push(request)
      this.#open += 1
      this.mostOpen = Math.max(this.mostOpen, this.#open)
      response.on('close', () => (this.#open -= 1))
      const answer = this.#answers.get(request.url ?? '')
      if (answer === undefined) response.writeHead(404).end()
      else answer(response, request)
    })
  }

  static async open(): Promise<Internet> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return new Internet(server)
  }

  get host(): string {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The address of what is answered there. */
  has(path: string, answer: Answer): string {
    this.#answers.set(path, answer)
    return `http://${this.host}${path}`
  }

  hasPage(path: string, html: string | Buffer, type = 'text/html; charset=utf-8'): string {
    return this.has(path, (response) => response.writeHead(200, { 'Content-Type': type }).end(html))
  }

  leadsOn(path: string, to: string, status = 302): string {
    return this.has(path, (response) => response.writeHead(status, { Location: to }).end())
  }

  /** Paths that were asked for, in order. */
  get paths(): readonly string[] {
    return this.asked.map(({ url }) => url ?? '')
  }
}
