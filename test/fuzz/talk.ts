/** What the fuzzes of bytes have in common: two people who talk meanwhile and must not notice, how bytes are written, and how faults are told. */
import { performance } from 'node:perf_hooks'
import type { LineClient } from '../door/line-client.ts'

export const megabyte = 1024 * 1024

export interface Talk {
  /** Messages the two exchanged, and the slowest of them. */
  readonly messages: number
  readonly slowestMs: number
}

/** One message after the other as long as the work goes on; an exchange resolves when everybody has that message, whole. */
export async function talkWhile(
  work: { readonly done: boolean },
  exchange: (message: string) => Promise<unknown>,
): Promise<Talk> {
  let messages = 0
  let slowestMs = 0
  while (!work.done) {
    const began = performance.now()
    messages += 1
    await exchange(`message ${messages} of ann`)
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - began))
  }
  return { messages, slowestMs }
}

/** Resolves when the bytes are on their way, or the connection is gone: no server may leave them lying for good. */
export function written(client: LineClient, bytes: Buffer): Promise<unknown> {
  return Promise.race([client.ended, new Promise((resolve) => client.socket.write(bytes, resolve))])
}

/** Throws when there are any. */
export function failOn(seed: number, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`seed ${seed}:\n${faults.slice(0, 10).join('\n')}`)
}
