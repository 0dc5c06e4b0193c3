/** One-way digests of secrets that are random already (invitations), the making of such secrets, and comparing them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text, base64url. Not for passwords: those go through `password-hash`. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}

/** HMAC-SHA-256 of a text, hex: without the key nobody can make it, or try texts against it. */
export function keyedDigest(key: string, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

/** Compares secrets in a time that tells nothing of where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)))
}

/** A word of `bytes` random bytes that is easy to copy: base64url. */
export function randomWord(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
