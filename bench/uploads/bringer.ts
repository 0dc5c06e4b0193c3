/** Somebody who brings files in one request each, says them, and fetches them back. */
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { password } from '../layout.ts'
import type { MadeFile } from './made-file.ts'

const channel = 'files'

async function* paced(chunks: Iterable<Buffer>, pace: number): AsyncGenerator<Buffer> {
  const began = performance.now()
  let bytes = 0
  for (const chunk of chunks) {
    yield chunk
    bytes += chunk.length
    const early = pace > 0 ? began + (bytes / pace) * 1000 - performance.now() : 0
    if (early > 1) await delay(early)
  }
}

export class Bringer {
  readonly #origin: string
  readonly #cookie: string

  private constructor(origin: string, cookie: string) {
    this.#origin = origin
    this.#cookie = cookie
  }

  static async register(port: number, name: string): Promise<Bringer> {
    const origin = `http://127.0.0.1:${port}`
    const entered = await fetch(`${origin}/api/user.register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ name, password }),
    })
    const cookie = entered.headers.get('set-cookie')?.split(';', 1).join('')
    if (cookie === undefined) throw new Error(`${name} was not let in: ${await entered.text()}`)
    const bringer = new Bringer(origin, cookie)
    await bringer.#makeChannel()
    return bringer
  }

  /** Answers where it is found. `pace`: bytes a second; 0: as fast as it is taken. */
  async bring(file: MadeFile, pace = 0): Promise<string> {
    const headers = { Cookie: this.#cookie, Origin: this.#origin, 'Content-Length': file.size }
    const address = `${this.#origin}/api/uploads/${file.name}?channel=${channel}`
    const sending = request(address, { method: 'PUT', headers, agent: false })
    const answered = new Promise<string>((resolve, reject) => {
      sending.once('error', reject)
      sending.once('response', (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (text) => (body += text))
        response.once('end', () => {
          if (response.statusCode === 201) resolve(body)
          else reject(new Error(`${file.name} was refused: ${response.statusCode} ${body}`))
        })
      })
    })
    await Promise.all([answered, pipeline(Readable.from(paced(file.chunks(), pace)), sending)])
    const { upload } = JSON.parse(await answered) as { readonly upload: { readonly address: string } }
    return upload.address
  }

  /** Where nobody else hears of the files. */
  async #makeChannel(): Promise<void> {
    const made = await fetch(`${this.#origin}/api/channel.create`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: this.#origin, Cookie: this.#cookie },
      body: JSON.stringify({ name: channel, kind: 'private' }),
    })
    if (made.status !== 200) throw new Error(`the channel for files was not made: ${await made.text()}`)
  }

  /** SHA-256 of what comes back, in hexadecimal. */
  async digestOf(address: string): Promise<string> {
    const response = await fetch(this.#origin + address)
    if (response.status !== 200 || response.body === null) throw new Error(`${address}: ${response.status}`)
    const digest = createHash('sha256')
    for await (const chunk of response.body) digest.update(chunk)
    return digest.digest('hex')
  }
}
