/** What tells a receiver that a request is this server's, and when it was made. */
import { keyedDigest } from '../../lib/digest.ts'

export interface Signed {
  readonly id: string
  readonly body: string
  readonly secret: string
}

/** The time is signed with the body: what is sent again much later by somebody else can be told by it. */
export function signedHeaders({ id, body, secret }: Signed, now: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000))
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Parlance',
    'X-Parlance-Id': id,
    'X-Parlance-Timestamp': timestamp,
    'X-Parlance-Signature': `sha256=${keyedDigest(secret, `${timestamp}.${body}`)}`,
  }
}
