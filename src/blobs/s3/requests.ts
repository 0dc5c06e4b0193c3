/** Requests to a store that speaks S3: signed, within their time, and again where that may help. */
import { AwsV4Signer } from 'aws4fetch'
import type { Clock, Log } from '../../core/ports.ts'
import type { BlobsUnavailableError } from '../blob-store.ts'
import { refusedBy, unreachable, type Answer, type S3Place } from './refusals.ts'

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** What is behind the prefix; without it, the bucket. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Blob | string
  /** SHA-256 of the body, hexadecimal: a store that checks it takes nothing else. */
  readonly digest?: string
  /** Statuses that are an answer like any other. */
  readonly expected?: readonly number[]
  /** Done even when everything else is given up. */
  readonly isLast?: boolean
}

export interface S3Ports {
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
}

type Take<Result> = (response: Response) => Promise<Result>

type Tried<Result> =
  | { readonly is: 'answered'; readonly result: Result }
  | { readonly is: 'failed'; readonly error: Error; readonly mayPass: boolean }

/** Waits between one try and the next, in milliseconds. */
const pauses = [200, 600, 1800]
/** For an answer to begin; on top of it, a second for each so many bytes that are sent. */
const patience = 20_000
const bytesPerSecond = 256 * 1024
/** The SHA-256 of nothing. */
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

export class S3Requests {
  readonly #place: S3Place
  readonly #ports: S3Ports
  readonly #keys = new Map<string, ArrayBuffer>()
  readonly #end = new AbortController()
  #isWell = true

  constructor(place: S3Place, ports: S3Ports) {
    this.#place = place
    this.#ports = ports
  }

  /** With the whole answer. Rejects with `BlobsUnavailableError`. */
  ask(request: S3Request): Promise<Answer> {
    return this.#send(request, async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }))
  }

  /** As soon as the answer begins: its body comes as fast as it is read. Rejects with `BlobsUnavailableError`. */
  begin(request: S3Request): Promise<Response> {
    return this.#send(request, (response) => Promise.resolve(response))
  }

  /** What an answer says that is none. */
  refused(answer: Answer): BlobsUnavailableError {
    return refusedBy(this.#place, answer)
  }

  close(): void {
    this.#end.abort(new Error('the server is stopping'))
  }

  async #send<Result>(request: S3Request, take: Take<Result>): Promise<Result> {
    for (const pause of [...pauses, null]) {
      const tried = await this.#try(request, take)
      if (tried.is === 'answered') {
        this.#tell(null)
        return tried.result
      }
      const isOver = pause === null || !tried.mayPass || this.#end.signal.aborted
      if (isOver) {
        this.#tell(tried.error)
        throw tried.error
      }
      await new Promise<void>((resolve) => this.#ports.clock.after(pause, resolve))
    }
    throw new Error('nothing was tried')
  }

  async #try<Result>(request: S3Request, take: Take<Result>): Promise<Tried<Result>> {
    const late = new AbortController()
    const signals = request.isLast === true ? [late.signal] : [late.signal, this.#end.signal]
    const cancel = this.#ports.clock.after(patienceFor(request), () =>
      late.abort(new Error('no answer in time')),
    )
    try {
      const response = await this.#fetch(request, AbortSignal.any(signals))
      if (response.ok || request.expected?.includes(response.status) === true)
        return { is: 'answered', result: await take(response) }
      const { status, headers } = response
      const error = refusedBy(this.#place, { status, headers, text: await response.text() })
      return { is: 'failed', error, mayPass: status >= 500 || status === 429 || status === 408 }
    } catch (error) {
      return { is: 'failed', error: unreachable(this.#place, error), mayPass: true }
    } finally {
      cancel()
    }
  }

  async #fetch({ method, path, query, headers, body, digest }: S3Request, signal: AbortSignal) {
    const { region, accessKey, secretKey } = this.#place
    const signer = new AwsV4Signer({
      method,
      url: this.#address(path ?? null, query ?? {}),
      headers: { ...headers, 'X-Amz-Content-Sha256': digest ?? nothing },
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      cache: this.#keys,
    })
    const signed = await signer.sign()
    // Nothing of this is for whoever a redirect leads to.
    const sent = { method, headers: signed.headers, signal, redirect: 'manual' as const }
    return fetch(signed.url, body === undefined ? sent : { ...sent, body })
  }

  #address(path: string | null, query: Readonly<Record<string, string>>): string {
    const { endpoint, bucket, prefix, pathStyle } = this.#place
    const url = new URL(endpoint)
    const base = url.pathname.replace(/\/$/, '')
    if (!pathStyle) url.host = `${bucket}.${url.host}`
    const inBucket = path === null ? '' : prefix + path
    url.pathname = pathStyle
      ? `${base}/${bucket}${path === null ? '' : '/'}${inBucket}`
      : `${base}/${inBucket}`
    url.search = new URLSearchParams(query).toString()
    return url.href
  }

  /** A line when it stops doing what it is asked, and one when it does it again. */
  #tell(problem: Error | null): void {
    if (this.#isWell === (problem === null) || this.#end.signal.aborted) return
    this.#isWell = problem === null
    if (problem === null) this.#ports.log.info({}, 'the store of files does what it is asked again')
    else this.#ports.log.error({ err: problem }, 'the store of files does not do what it is asked')
  }
}

function patienceFor({ body }: S3Request): number {
  const bytes = body === undefined ? 0 : typeof body === 'string' ? body.length : body.size
  return patience + (bytes / bytesPerSecond) * 1000
}
