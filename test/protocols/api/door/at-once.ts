/** Requests that leave a socket in one go, and what came of them. */
import { expect } from 'vitest'
import type { CallAnswer, WireError } from '../../../../src/protocols/api/wire.ts'
import type { Page } from './api-server.ts'
import type { ApiSocket } from './api-socket.ts'

export type Sent = CallAnswer<'message.send'>
export interface Answer {
  readonly re: unknown
  readonly ok?: Sent
  readonly error?: WireError
}

export const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index)

export async function readySocket(page: Page): Promise<ApiSocket> {
  const socket = page.socket()
  await socket.ready()
  return socket
}

export function send(id: unknown, input: unknown): string {
  return JSON.stringify({ id, do: 'message.send', with: input })
}

export function tagged(id: number, clientTag: string): string {
  return send(id, { channel: 'general', text: `tagged ${id}`, clientTag })
}

function answersOf(socket: ApiSocket): readonly Answer[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the tests below look at
  return socket.told.filter((one) => 're' in one) as readonly Answer[]
}

/** All in one segment; the answers to them, in the order they came. */
export async function together(socket: ApiSocket, texts: readonly string[]): Promise<readonly Answer[]> {
  const before = answersOf(socket).length
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not in the library's types
  const { _socket: inner } = socket.socket as unknown as { _socket: { cork(): void; uncork(): void } }
  inner.cork()
  for (const text of texts) socket.socket.send(text)
  inner.uncork()
  await expect.poll(() => answersOf(socket).length).toBe(before + texts.length)
  return answersOf(socket).slice(before)
}

export function textsHeard(socket: ApiSocket): readonly string[] {
  return socket.facts('message.sent').map(({ message }) => message.text)
}
