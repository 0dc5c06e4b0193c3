/** A push service on this machine, and a browser subscribed to it: reads what is sent as a browser would (RFC 8188, 8291, 8292). */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { expect } from 'vitest'
import type { PushNote } from '../../../src/core/types.ts'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface PushEndpoint {
  /** `127.0.0.1:PORT`. */
  readonly host: string
  readonly received: Received[]
  /** What each request is answered with, first to last; then 201. */
  readonly answers: { status: number; headers?: Record<string, string> }[]
  close(): Promise<void>
}

export async function openPushEndpoint(): Promise<PushEndpoint> {
  const received: Received[] = []
  const answers: PushEndpoint['answers'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      const { status, headers } = { status: 201, headers: {}, ...answers.shift() }
      response.writeHead(status, headers).end('thank you')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    host: `127.0.0.1:${port}`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What a browser keeps for itself, and what it tells. */
export class FakeBrowser {
  readonly #pair: ECDH = createECDH('prime256v1')
  readonly #auth = randomBytes(16)
  readonly endpoint: string

  constructor(endpoint: string) {
    this.endpoint = endpoint
    this.#pair.generateKeys()
  }

  get keys() {
    return {
      p256dh: this.#pair.getPublicKey('base64url'),
      auth: this.#auth.toString('base64url'),
    }
  }

  /** One record of `aes128gcm`; fails where it is not for this browser. */
  read({ headers, body }: Received): PushNote {
    expect(headers['content-encoding']).toBe('aes128gcm')
    const salt = body.subarray(0, 16)
    const keyEnd = 21 + body.readUInt8(20)
    const theirs = body.subarray(21, keyEnd)
    const shared = this.#pair.computeSecret(theirs)
    const about = Buffer.concat([Buffer.from('WebPush: info\0'), this.#pair.getPublicKey(), theirs])
    const material = derive(shared, this.#auth, about, 32)
    const key = derive(material, salt, 'Content-Encoding: aes128gcm\0', 16)
    const nonce = derive(material, salt, 'Content-Encoding: nonce\0', 12)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce)
    decipher.setAuthTag(body.subarray(-16))
    const plain = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()])
    const end = plain.lastIndexOf(2)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: what the test looks at
    return JSON.parse(plain.subarray(0, end).toString('utf8')) as PushNote
  }
}

/** Who signed a request, and for whom; fails where the signature is not of the key that is named. */
export function signerOf({ headers }: Received): { key: string; aud: string; sub: string; exp: number } {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '')
  const [, head = '', claims = '', signature = '', key = ''] = found ?? []
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', signed, options, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ typ: 'JWT', alg: 'ES256' })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: what the test looks at
  return {
    key,
    ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string; exp: number }),
  }
}

function derive(secret: Uint8Array, salt: Uint8Array, purpose: string | Uint8Array, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, purpose, length))
}
