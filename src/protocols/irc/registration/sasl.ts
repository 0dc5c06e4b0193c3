/** Owns one SASL exchange: the chunks that have come, and the mechanism they are for (IRCv3 sasl 3.2, RFC 4616, RFC 5802). */
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { IrcClient } from '../client.ts'
import { collectChunk, type Collected } from '../sasl-chunks.ts'

/** Characters of base64 that one answer may have. */
const longest = 6000

export type Mechanism = 'PLAIN' | 'EXTERNAL' | 'SCRAM-SHA-256'

export function mechanismsFor(client: IrcClient, scram: boolean): readonly Mechanism[] {
  const external = client.certificate !== null
  return [
    'PLAIN',
    ...(external ? (['EXTERNAL'] as const) : []),
    ...(scram ? (['SCRAM-SHA-256'] as const) : []),
  ]
}

export class SaslExchange {
  readonly mechanism: Mechanism
  /** How many answers of the client have been taken: SCRAM has two. */
  step = 0
  /** Who has proved their password, and has still to take note of the server's proof. */
  signedIn: SignedIn | null = null
  #gathered = ''

  constructor(mechanism: Mechanism) {
    this.mechanism = mechanism
  }

  take(chunk: string): Collected {
    const collected = collectChunk(this.#gathered, chunk, longest)
    this.#gathered = collected.kind === 'more' ? collected.gathered : ''
    return collected
  }
}

/** RFC 4616: `authorization NUL authentication NUL password`; `null` when it is not that. */
export function parsePlain(bytes: Buffer): { authorization: string; name: string; password: string } | null {
  const parts = bytes.toString('utf8').split('\u0000')
  const [authorization, name = '', password = ''] = parts
  if (parts.length !== 3 || authorization === undefined || name === '' || password === '') return null
  return { authorization, name, password }
}
