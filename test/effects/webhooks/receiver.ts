/** Somebody's program that is told by a webhook: a real server on loopback, which refuses as often as a test wants. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export class Receiver {
  readonly received: Received[] = []
  /** What to answer, one after the other; then 200. */
  readonly answers: (number | 'nothing')[] = []
  /** How many requests were open at once at most. */
  mostOpen = 0
  #open = 0
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      this.#open += 1
      this.mostOpen = Math.max(this.mostOpen, this.#open)
      response.on('close', () => (this.#open -= 1))
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        const answer = this.answers.shift() ?? 200
        this.received.push({ headers: request.headers, body })
        if (answer === 'nothing') return
        response.writeHead(answer, answer === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end('thanks')
      })
    })
  }

  static async open(): Promise<Receiver> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return new Receiver(server)
  }

  get url(): string {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/told?by=chat`
  }

  /** The texts that were told, each message once, in the order of their first coming. */
  get texts(): readonly string[] {
    const seen = new Map<string, string>()
    for (const { body } of this.received) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server sends, which the tests look at
      const { id, message } = JSON.parse(body) as { id: string; message: { text: string } }
      if (!seen.has(id)) seen.set(id, message.text)
    }
    return [...seen.values()]
  }

  async told(count: number): Promise<void> {
    await expect.poll(() => this.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
  }
}
