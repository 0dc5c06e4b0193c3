/** Calls over HTTP, each typed by its name. */
import type { Calls, ChatError } from './wire.ts'

export type CallName = keyof Calls
export type Input<Name extends CallName> = Calls[Name]['input']
export type Answer<Name extends CallName> = Calls[Name]['answer']

/** The server has refused: `code` is for programs, the message for people. */
export class CallRefused extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor({ code, message, details }: ChatError) {
    super(message)
    this.name = 'CallRefused'
    this.code = code
    this.details = details
  }
}

export interface Asking {
  /** Where the server is: `https://chat.example.org`. */
  readonly server: string
  readonly token: string
}

const deadline = 30_000

/** Rejects with `CallRefused`, or, when the server cannot be reached, with what `fetch` says. */
export async function ask<Name extends CallName>(
  { server, token }: Asking,
  name: Name,
  input: Input<Name>,
): Promise<Answer<Name>> {
  const response = await fetch(new URL(`/api/${name}`, server), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(deadline),
  })
  const answer: unknown = await response.json()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: as the server describes it
  if (!response.ok) throw new CallRefused(answer as ChatError)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: as the server describes it
  return answer as Answer<Name>
}
