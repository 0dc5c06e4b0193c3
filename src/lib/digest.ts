/** One-way digests of secrets that are random already (invitations), and the making of such secrets. */
import { createHash, randomBytes } from 'node:crypto'

/** SHA-256 of a text, base64url. Not for passwords: those go through `password-hash`. */
export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}

/** A word of `bytes` random bytes that is easy to copy: base64url. */
export function randomWord(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
