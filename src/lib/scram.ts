/**
 * SCRAM-SHA-256 as the server speaks it (RFC 5802, RFC 7677), without channel binding: three steps, each a function from what
 * has come to what is answered. They never wait, look anything up, or throw; keys are made beside them.
 */
import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

/** What is kept of a password: enough to check a proof, not enough to give one. All but the number are base64. */
export interface ScramKeys {
  readonly salt: string
  readonly iterations: number
  readonly storedKey: string
  readonly serverKey: string
}

/** Step 1: the client has said who it wants to be. Its keys are looked up next. */
export interface ScramOpened {
  readonly step: 'opened'
  readonly username: string
  /** Whom it wants to act as; `null`: itself. */
  readonly actAs: string | null
  readonly nonce: string
  /** What it said of channel binding, and what came after that. */
  readonly header: string
  readonly bare: string
}

/** Step 2: `message` is to be sent, and the proof awaited. */
export interface ScramChallenged {
  readonly step: 'challenged'
  readonly message: string
  readonly keys: ScramKeys
  readonly opened: ScramOpened
  readonly nonce: string
}

/** Step 3: the client knows the password, and `message` shows it that the server knew it too. */
export interface ScramProved {
  readonly step: 'proved'
  readonly message: string
}

/** The end. The reason is for the log: whoever fails is told no more than that. */
export interface ScramRefused {
  readonly step: 'refused'
  readonly reason: ScramFlaw
}

type ScramFlaw =
  | 'channel-binding-not-supported'
  | 'channel-bindings-dont-match'
  | 'extensions-not-supported'
  | 'invalid-encoding'
  | 'invalid-username-encoding'
  | 'wrong-nonce'
  | 'wrong-password'

/** `n,a=…,` or `y,,`, then `n=name,r=nonce` and extensions, which are passed over. */
const firstForm =
  /^(([nyp])(?:=[A-Za-z0-9.-]+)?,(?:a=([^,]+))?,)((m=[^,]+,)?n=([^,]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s
const finalForm = /^(c=([A-Za-z0-9+/=]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,.+)?),p=([A-Za-z0-9+/=]+)$/s

export function openScram(payload: Uint8Array): ScramOpened | ScramRefused {
  const text = decode(payload)
  const parts = text === null ? null : firstForm.exec(text)
  if (parts === null) return refused('invalid-encoding')
  const [, header = '', binding, actAs, bare = '', mandatory, username = '', nonce = ''] = parts
  if (binding === 'p') return refused('channel-binding-not-supported')
  if (mandatory !== undefined) return refused('extensions-not-supported')
  if (header.charAt(1) !== ',') return refused('invalid-encoding')
  const name = decodeName(username)
  const other = actAs === undefined ? null : decodeName(actAs)
  if (name === null || (actAs !== undefined && other === null)) return refused('invalid-username-encoding')
  return { step: 'opened', username: name, actAs: other, nonce, header, bare }
}

/** `fresh`: random text for this exchange alone. Of names without keys, `decoyScramKeys`: they must look like the others. */
export function challengeScram(opened: ScramOpened, keys: ScramKeys, fresh: string): ScramChallenged {
  const nonce = opened.nonce + fresh
  return {
    step: 'challenged',
    message: `r=${nonce},s=${keys.salt},i=${keys.iterations}`,
    keys,
    opened,
    nonce,
  }
}

export function proveScram(challenged: ScramChallenged, payload: Uint8Array): ScramProved | ScramRefused {
  const { opened, keys, nonce } = challenged
  const text = decode(payload)
  const parts = text === null ? null : finalForm.exec(text)
  if (parts === null) return refused('invalid-encoding')
  const [, unproved = '', binding, returned, proof = ''] = parts
  // The header comes back: nobody on the way has changed what the client said about channel binding.
  if (binding !== Buffer.from(opened.header).toString('base64')) return refused('channel-bindings-dont-match')
  if (returned !== nonce) return refused('wrong-nonce')
  const conversation = `${opened.bare},${challenged.message},${unproved}`
  const storedKey = Buffer.from(keys.storedKey, 'base64')
  const given = Buffer.from(proof, 'base64')
  const signature = hmac(storedKey, conversation)
  if (given.length !== signature.length) return refused('wrong-password')
  const clientKey = Buffer.from(signature.map((byte, index) => byte ^ (given[index] ?? 0)))
  const shown = createHash('sha256').update(clientKey).digest()
  if (shown.length !== storedKey.length || !timingSafeEqual(shown, storedKey))
    return refused('wrong-password')
  const answer = hmac(Buffer.from(keys.serverKey, 'base64'), conversation)
  return { step: 'proved', message: `v=${answer.toString('base64')}` }
}

const keyBytes = 32
const saltBytes = 16

const derive = promisify(pbkdf2)

/** Runs in the thread pool: it is meant to be slow. `salt`: random bytes of its own for each password. */
export async function deriveScramKeys(
  password: string,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<ScramKeys> {
  const salted = await derive(prepared(password), salt, iterations, keyBytes, 'sha256')
  return {
    salt: Buffer.from(salt).toString('base64'),
    iterations,
    storedKey: createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64'),
    serverKey: hmac(salted, 'Server Key').toString('base64'),
  }
}

/** Keys that no password fits, always the same for a name: asking tells nobody which names exist. */
export function decoyScramKeys(secret: string | Uint8Array, name: string, iterations: number): ScramKeys {
  const made = (what: string) => hmac(Buffer.from(secret), `${what} ${name}`)
  return {
    salt: made('salt').subarray(0, saltBytes).toString('base64'),
    iterations,
    storedKey: made('stored').toString('base64'),
    serverKey: made('server').toString('base64'),
  }
}

const base64Of = (fits: (bytes: number) => boolean) =>
  z.base64().refine((text) => fits(Buffer.from(text, 'base64').length))

const stored = z.object({
  salt: base64Of((bytes) => bytes >= 8),
  iterations: z.int().min(1),
  storedKey: base64Of((bytes) => bytes === keyBytes),
  serverKey: base64Of((bytes) => bytes === keyBytes),
})

/** The keys from the text they were stored as, which is their JSON; `null` for any other text. */
export function readScramKeys(text: string): ScramKeys | null {
  try {
    return stored.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function refused(reason: ScramFlaw): ScramRefused {
  return { step: 'refused', reason }
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(payload: Uint8Array): string | null {
  try {
    return utf8.decode(payload)
  } catch {
    return null
  }
}

/** `=2C` stands for a comma and `=3D` for `=`; no other `=` may be there. */
function decodeName(text: string): string | null {
  if (/=(?!2C|3D)/.test(text)) return null
  return prepared(text.replace(/=2C|=3D/g, (found) => (found === '=2C' ? ',' : '=')))
}

/**
 * SASLprep (RFC 4013) reduced to its normalisation, NFKC: the same password typed on two keyboards is one password. What it
 * forbids besides, and its mapping of rare spaces to nothing or to a space, is left to the other side: a client that prepares
 * more than this differs only for passwords that hold such characters.
 */
function prepared(text: string): string {
  return text.normalize('NFKC')
}
