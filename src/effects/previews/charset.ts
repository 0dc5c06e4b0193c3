/** Which letters the bytes of a page are: as the sender says, as the page says, or as they look. */

import { TextDecoder } from 'node:util'

/** As far as a page may say it. */
export const sniffedBytes = 4096

const said = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i

export function decoderFor(beginning: Buffer, told: string | null): TextDecoder {
  const marked = markOf(beginning)
  if (marked !== null) return new TextDecoder(marked)
  const page = said.exec(beginning.toString('latin1'))?.[1] ?? null
  return (
    decoderOf(told) ?? decoderOf(page) ?? new TextDecoder(looksLikeUtf8(beginning) ? 'utf-8' : 'windows-1252')
  )
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}

/** `null`: nothing that anybody knows. */
function decoderOf(label: string | null): TextDecoder | null {
  if (label === null) return null
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** A letter may be cut at the end. */
function looksLikeUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
