/** Where the bytes of whole files are kept, by the digest of their content: each once. */
import type { Readable } from 'node:stream'

/** The content itself, or a smaller form of a picture, of that width in pixels. */
export interface BlobName {
  readonly digest: string
  readonly width: number | null
}

/** Bytes, both ends included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

export interface BlobStore {
  /** Takes over a file of this machine; it is durable when this resolves. Nothing happens when it is there already. */
  put(name: BlobName, file: string): Promise<void>
  /** `null`: it is not there. */
  size(name: BlobName): Promise<number | null>
  read(name: BlobName, range: ByteRange | null): Promise<Readable>
  /** With all its forms. */
  remove(digest: string): Promise<void>
  /** What is under way is given up. */
  close(): void
}

/** The same files by their path, whatever forms there are: for copies of all of them. */
export interface BlobFiles {
  /** Every one there is. */
  paths(): AsyncIterable<string>
  has(path: string): Promise<boolean>
  /** `null`: it has gone. */
  open(path: string): Promise<Readable | null>
  /** As `put`. */
  store(path: string, file: string): Promise<void>
}

/** The store cannot be reached, or refuses: what was asked may be asked again. The message is one line for operators. */
export class BlobsUnavailableError extends Error {
  override readonly name = 'BlobsUnavailableError'
}

/** Of the content: `<two digits>/<digest>`. All its forms begin with it, and a dot. */
export function contentPath(digest: string): string {
  // A digest comes from this server's own hands; that it can lead nowhere else is made sure all the same.
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`not a digest: ${digest}`)
  return `${digest.slice(0, 2)}/${digest}`
}

export function pathOf({ digest, width }: BlobName): string {
  return contentPath(digest) + (width === null ? '' : `.${Math.trunc(width)}.webp`)
}

/** Of the content or of a form; nothing else lies among them. */
export function isBlobPath(path: string): boolean {
  const [, folder = '', digest = ''] = /^([0-9a-f]{2})\/([0-9a-f]{64})(\.[\w-]+)*$/.exec(path) ?? []
  return digest !== '' && digest.startsWith(folder)
}
