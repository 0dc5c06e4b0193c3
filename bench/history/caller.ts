/** Somebody who asks the API over HTTP, one request after the other on one connection. */
import { Agent, request } from 'node:http'
import { password } from '../layout.ts'

export class Caller {
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #cookie = ''

  constructor(port: number) {
    this.#port = port
  }

  async register(name: string): Promise<void> {
    await this.call('user.register', { name, password })
  }

  /** What is answered, as it was written; a refusal rejects. */
  call(name: string, input: object): Promise<string> {
    const origin = `http://127.0.0.1:${this.#port}`
    const headers = { 'Content-Type': 'application/json', Origin: origin, Cookie: this.#cookie }
    const asked = request(`${origin}/api/${name}`, { method: 'POST', headers, agent: this.#agent })
    return new Promise((resolve, reject) => {
      asked.once('error', reject)
      asked.once('response', (response) => {
        const cookie = response.headers['set-cookie']?.[0]?.split(';', 1)[0]
        if (cookie !== undefined) this.#cookie = cookie
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => (body += text))
        response.once('end', () => {
          if (response.statusCode === 200) resolve(body)
          else reject(new Error(`${name} was refused: ${response.statusCode} ${body}`))
        })
      })
      asked.end(JSON.stringify(input))
    })
  }

  end(): void {
    this.#agent.destroy()
  }
}
