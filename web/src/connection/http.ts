/** Calls over HTTP: those that give or take the cookie, and what the server says of itself. */
import type { WireError, WireSelf, WireServer } from '../../../src/protocols/api/wire.ts'
import { CallFault } from './calls.ts'

export interface Entrance {
  readonly server: WireServer
  readonly user: WireSelf | null
  /** Why whoever the cookie stands for is kept out. */
  readonly refused: WireError | null
}

const deadline = 20_000

/** `patience`: how long to wait for the answer, in milliseconds. */
export async function readEntrance(patience = deadline): Promise<Entrance> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: the server's own shape
  return (await answerOf(fetch('/api/server', { signal: AbortSignal.timeout(patience) }))) as Entrance
}

/** `user.register`, `user.sign-in`: answered with who one is now, and a cookie. */
export async function enter(
  name: 'user.register' | 'user.sign-in',
  input: {
    readonly name: string
    readonly password: string
    readonly invite?: string
    readonly email?: string
  },
): Promise<void> {
  await post(name, input)
}

export async function signOut(): Promise<void> {
  await post('user.sign-out', {})
}

/** A small file, in one request; answers its id. Larger ones come in pieces (`bringing/`). */
export async function putFile(name: string, file: Blob): Promise<string> {
  const put = { method: 'PUT', body: file, signal: AbortSignal.timeout(deadline) }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: the server's own shape
  const answer = (await answerOf(fetch(`/api/uploads/${name}`, put))) as {
    readonly upload: { readonly id: string }
  }
  return answer.upload.id
}

function post(name: string, input: unknown): Promise<unknown> {
  return answerOf(
    fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(deadline),
    }),
  )
}

async function answerOf(asked: Promise<Response>): Promise<unknown> {
  const response = await asked.catch(() => {
    throw new CallFault({ code: 'offline', message: '', details: {} })
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: an error of the door, or something in between answered
  const error = answer as Partial<WireError> | null
  throw new CallFault({
    code: error?.code ?? 'no-answer',
    message: error?.message ?? '',
    details: error?.details ?? {},
  })
}
