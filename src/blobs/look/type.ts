/** What a file is, by its content alone: neither its name nor what its sender says counts. */
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { unknownType } from './protocol.ts'
import { isSoundAlone } from './webm.ts'

/** As much as tells a text from anything else. */
const beginning = 8192

export async function typeOf(path: string): Promise<string> {
  const known = await fileTypeFromFile(path).catch(() => undefined)
  if (known?.mime === 'video/webm' && isSoundAlone((await beginningOf(path)).bytes)) return 'audio/webm'
  // What stands in it besides (`; codecs=…`) is for its player to find out.
  if (known !== undefined) return isMarkup(known.mime) ? 'text/plain' : known.mime.replace(/;.*$/, '')
  return (await looksLikeText(path)) ? 'text/plain' : unknownType
}

/** Whatever a browser would take for a page or a picture with programs in it is a text here. */
function isMarkup(type: string): boolean {
  return /xml|html/.test(type)
}

async function looksLikeText(path: string): Promise<boolean> {
  const { bytes, isCut } = await beginningOf(path)
  return isText(bytes, isCut)
}

async function beginningOf(path: string): Promise<{ readonly bytes: Buffer; readonly isCut: boolean }> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning), 0, beginning, 0)
    return { bytes: buffer.subarray(0, bytesRead), isCut: bytesRead === beginning }
  } finally {
    await file.close()
  }
}

/** UTF-8 without control characters. A character may be cut where the beginning ends. */
function isText(bytes: Buffer, isCut: boolean): boolean {
  if (bytes.length === 0) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut })
    // oxlint-disable-next-line no-control-regex -- looking for control characters is the purpose
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    return false
  }
}
