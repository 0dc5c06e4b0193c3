/** Answers http-01: a small web server that is open only while domains are proven. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { TlsError } from './pair.ts'

const prefix = '/.well-known/acme-challenge/'
const mostConnections = 200
const patienceMs = 10_000

export class HttpChallenges {
  readonly #answers = new Map<string, string>()
  readonly #server: Server

  constructor() {
    this.#server = createServer(
      { headersTimeout: patienceMs, requestTimeout: patienceMs, keepAlive: false },
      (request, response) => this.#answer(request, response),
    )
    this.#server.maxConnections = mostConnections
  }

  set(token: string, answer: string): void {
    this.#answers.set(token, answer)
  }

  remove(token: string): void {
    this.#answers.delete(token)
  }

  open(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.on('error', (error) =>
        reject(new TlsError(`tls.acme.httpPort: cannot listen on ${host} port ${port}: ${error.message}`)),
      )
      this.#server.listen({ host, port }, resolve)
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? ''
    const answer = path.startsWith(prefix) ? this.#answers.get(path.slice(prefix.length)) : undefined
    response.setHeader('Connection', 'close')
    response.setHeader('Content-Type', 'text/plain')
    response.statusCode = answer === undefined ? 404 : 200
    response.end(answer ?? 'not found\n')
  }
}
