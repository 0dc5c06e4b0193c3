/** What AUTHENTICATE carries (IRCv3 sasl): base64 in chunks of 400 characters, in both directions. */

const chunkLength = 400

/** `+` closes what ends with a full chunk, and stands for nothing at all. */
export function saslChunks(payload: string | Uint8Array): readonly string[] {
  const base64 = Buffer.from(payload).toString('base64')
  const chunks: string[] = []
  for (let at = 0; at < base64.length; at += chunkLength) chunks.push(base64.slice(at, at + chunkLength))
  return base64.length % chunkLength === 0 ? [...chunks, '+'] : chunks
}

export type Collected =
  /** Another chunk follows: `gathered` is to be handed in with it. */
  | { readonly kind: 'more'; readonly gathered: string }
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'aborted' | 'too-long' | 'not-base64' }

/**
 * One more chunk after those gathered so far ('' at first). `ceiling` is what all of them may have together, in characters of
 * base64: what a client can make the server keep.
 */
export function collectChunk(gathered: string, chunk: string, ceiling: number): Collected {
  if (chunk === '*') return { kind: 'aborted' }
  const text = chunk === '+' ? gathered : gathered + chunk
  if (chunk.length > chunkLength || text.length > ceiling) return { kind: 'too-long' }
  if (chunk.length === chunkLength) return { kind: 'more', gathered: text }
  const bytes = Buffer.from(text, 'base64')
  // Node skips what is not base64; written again it shows.
  return bytes.toString('base64') === text ? { kind: 'whole', bytes } : { kind: 'not-base64' }
}
