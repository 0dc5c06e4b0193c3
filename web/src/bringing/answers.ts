/** What the server's answers to pieces of files mean. Pure. */
import type { WireError } from '../../../src/protocols/api/wire.ts'
import { CallFault } from '../connection/calls.ts'

export const noResponse = 0

/** Somebody else writes to it at this moment; too many requests. */
const passing: ReadonlySet<number> = new Set([noResponse, 408, 409, 423, 429, 460])
/** Full is full. */
const noRoom = 507

/** Whether it is worth trying again by itself. */
export function isPassing(status: number): boolean {
  return passing.has(status) || (status >= 500 && status !== noRoom)
}

/** It is there whole, and waits to be scanned: whoever brings it hears of it, and says when to try again. */
export const notScanned = 'upload-not-scanned'

/** How the same is said without a word. */
export const noWords = 'HTTP 503'

/** Trying again would be refused again. */
const final: ReadonlySet<string> = new Set([
  'upload-infected',
  'upload-too-large-to-scan',
  'upload-type-refused',
])

export function isFinal({ code }: CallFault): boolean {
  return final.has(code)
}

export function wireFault(body: string, status: number): CallFault {
  const { code = `HTTP ${status}`, message = '', details = {} } = read(body)
  return new CallFault({ code, message, details })
}

function read(body: string): Partial<WireError> {
  try {
    const error: unknown = JSON.parse(body)
    return typeof error === 'object' && error !== null ? error : {}
  } catch {
    // Something in between has answered.
    return {}
  }
}
