/** Bytes in a bucket of a store that speaks S3, under the same names as in a folder. */
import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import {
  BlobsUnavailableError,
  contentPath,
  isBlobPath,
  pathOf,
  type BlobFiles,
  type BlobName,
  type BlobStore,
  type ByteRange,
} from './blob-store.ts'
import { digestOf, putInParts } from './s3/parts.ts'
import type { S3Place } from './s3/refusals.ts'
import { S3Requests, type S3Ports } from './s3/requests.ts'
import { textIn, textsIn } from './s3/xml.ts'

export type { S3Place } from './s3/refusals.ts'

export interface S3Options extends S3Ports {
  /** Larger files go in parts of at least this many bytes; stores take none below 5 MiB. */
  readonly partBytes?: number
}

const usualPart = 16 * 1024 * 1024

export class S3Blobs implements BlobStore, BlobFiles {
  readonly #place: S3Place
  readonly #options: S3Options
  readonly #requests: S3Requests

  constructor(place: S3Place, options: S3Options) {
    this.#place = place
    this.#options = options
    this.#requests = new S3Requests(place, options)
  }

  /** Whether it is there, and takes this key. Rejects with `BlobsUnavailableError`. */
  async check(): Promise<void> {
    await this.#list({ 'max-keys': '1' })
  }

  put(name: BlobName, file: string): Promise<void> {
    return this.store(pathOf(name), file)
  }

  size(name: BlobName): Promise<number | null> {
    return this.#sizeOf(pathOf(name))
  }

  async read(name: BlobName, range: ByteRange | null): Promise<Readable> {
    const found = await this.#open(pathOf(name), range)
    if (found === null) throw new BlobsUnavailableError(`${pathOf(name)} has gone from the store of files`)
    return found
  }

  async remove(digest: string): Promise<void> {
    const content = contentPath(digest)
    for await (const path of this.#under(content)) {
      if (path !== content && !path.startsWith(`${content}.`)) continue
      await this.#requests.ask({ method: 'DELETE', path, expected: [404] })
    }
  }

  close(): void {
    this.#requests.close()
  }

  async *paths(): AsyncIterable<string> {
    for await (const path of this.#under('')) if (isBlobPath(path)) yield path
  }

  async has(path: string): Promise<boolean> {
    return (await this.#sizeOf(path)) !== null
  }

  open(path: string): Promise<Readable | null> {
    return this.#open(path, null)
  }

  async store(path: string, file: string): Promise<void> {
    if (!(await this.has(path))) await this.#put(path, await openAsBlob(file))
    await rm(file, { force: true })
  }

  async #put(path: string, body: Blob): Promise<void> {
    const { partBytes = usualPart, log } = this.#options
    if (body.size > partBytes) return putInParts(this.#requests, { path, body, partBytes, log })
    await this.#requests.ask({ method: 'PUT', path, body, digest: await digestOf(body) })
  }

  async #sizeOf(path: string): Promise<number | null> {
    const { status, headers } = await this.#requests.ask({ method: 'HEAD', path, expected: [404] })
    if (status !== 404) return Number(headers.get('content-length'))
    // Without a body nobody knows what is missing: when it is the bucket, nothing may be taken for gone.
    await this.check()
    return null
  }

  async #open(path: string, range: ByteRange | null): Promise<Readable | null> {
    const headers: Record<string, string> =
      range === null ? {} : { Range: `bytes=${range.start}-${range.end}` }
    const response = await this.#requests.begin({ method: 'GET', path, headers, expected: [404] })
    if (response.status === 404) {
      await response.body?.cancel()
      await this.check()
      return null
    }
    if (range !== null && Number(response.headers.get('content-length')) !== range.end - range.start + 1) {
      await response.body?.cancel()
      throw new BlobsUnavailableError(
        'the store of files answers other bytes than the range that was asked for',
      )
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same thing under two names, of the platform and of its streams
    return Readable.fromWeb(response.body as ReadableStream)
  }

  /** Every name that begins so, without the prefix. */
  async *#under(path: string): AsyncIterable<string> {
    const { prefix } = this.#place
    let next: string | null = null
    do {
      const from: Record<string, string> = next === null ? {} : { 'continuation-token': next }
      const page = await this.#list({ ...from, prefix: prefix + path })
      yield* textsIn(page, 'Key').map((key) => key.slice(prefix.length))
      next = textIn(page, 'NextContinuationToken')
    } while (next !== null)
  }

  async #list(query: Readonly<Record<string, string>>): Promise<string> {
    const { text } = await this.#requests.ask({ method: 'GET', query: { 'list-type': '2', ...query } })
    return text
  }
}
