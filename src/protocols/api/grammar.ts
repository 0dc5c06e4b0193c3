/** A text frame as a request, or as what is wrong with it. Pure; never throws. */
import type { Request } from './wire.ts'

export type Parsed =
  { readonly request: Request } | { readonly fault: 'not-json'; readonly re: Request['id'] | null }

export function parseRequest(text: string): Parsed {
  const read = parsed(text)
  const re = 'id' in read && isId(read.id) ? read.id : null
  const { do: name, with: input } = read
  if (re === null || typeof name !== 'string') return { fault: 'not-json', re }
  return { request: { id: re, do: name, with: input } }
}

function parsed(text: string): { readonly id?: unknown; readonly do?: unknown; readonly with?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const longestId = 64

function isId(id: unknown): id is Request['id'] {
  if (typeof id === 'string') return id.length <= longestId
  return typeof id === 'number' && Number.isSafeInteger(id)
}
