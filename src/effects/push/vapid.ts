/** The key pair by which push services know this server (RFC 8292), made from a secret that all nodes share. */
import { createECDH, createHash } from 'node:crypto'

export interface VapidKeys {
  /** The point, uncompressed; base64url, as web-push and browsers take both. */
  readonly publicKey: string
  readonly privateKey: string
}

export function vapidKeysFrom(secret: string): VapidKeys {
  for (let attempt = 0; ; attempt++) {
    const scalar = createHash('sha256').update(`vapid ${attempt} ${secret}`).digest()
    const pair = createECDH('prime256v1')
    try {
      pair.setPrivateKey(scalar)
    } catch {
      // One number in four thousand million is no key of this curve.
      continue
    }
    return { publicKey: pair.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
  }
}
