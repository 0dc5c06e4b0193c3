/** The client's side of SASL SCRAM-SHA-256 (RFC 7677), made apart from the server's. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { IrcPerson } from './irc-client.ts'

interface Challenge {
  readonly header: string
  readonly first: string
  /** What the server has answered, and its parts. */
  readonly text: string
  readonly nonce: string
  readonly salt: string
  readonly iterations: number
}

const nonce = 'rOprNGfwEbeRWgbNEkqO'

/** Says who is coming; answers the server's challenge. `actAs`: whom somebody wants to be taken for. */
export async function challengeFor(person: IrcPerson, name: string, actAs?: string): Promise<Challenge> {
  const header = actAs === undefined ? 'n,,' : `n,a=${actAs},`
  const first = `n=${name},r=${nonce}`
  const lines = await person.ask('CAP REQ sasl', 'AUTHENTICATE SCRAM-SHA-256', said(header + first))
  const text = heard(lines.at(-1) ?? '')
  const [, whole = '', salt = '', iterations = ''] = /^r=(.+),s=(.+),i=(\d+)$/.exec(text) ?? []
  return { header, first, text, nonce: whole, salt, iterations: Number(iterations) }
}

/** Proves to know the password; answers the lines that came. */
export async function prove(
  person: IrcPerson,
  challenge: Challenge,
  password: string,
): Promise<readonly string[]> {
  const { header, first, text, iterations } = challenge
  const salted = pbkdf2Sync(password, Buffer.from(challenge.salt, 'base64'), iterations, 32, 'sha256')
  const clientKey = hmac(salted, 'Client Key')
  const unproved = `c=${Buffer.from(header).toString('base64')},r=${challenge.nonce}`
  const storedKey = createHash('sha256').update(clientKey).digest()
  const signature = hmac(storedKey, `${first},${text},${unproved}`)
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)))
  return person.ask(said(`${unproved},p=${proof.toString('base64')}`))
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** As a chunk of SASL. */
export function said(text: string): string {
  return `AUTHENTICATE ${Buffer.from(text).toString('base64')}`
}

function heard(line: string): string {
  return Buffer.from(line.replace('AUTHENTICATE ', ''), 'base64').toString()
}
