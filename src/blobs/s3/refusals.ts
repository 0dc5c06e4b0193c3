/** What a store that speaks S3 answers when it does not do what it is asked, in one line that says what to change. */
import { BlobsUnavailableError } from '../blob-store.ts'
import { textIn } from './xml.ts'

/** Where it is, and as whom it is asked. */
export interface S3Place {
  /** `https://s3.example.org`, without the bucket. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Before every name: empty, or ending in a slash. */
  readonly prefix: string
  /** Whether the bucket stands in the path of an address; else before its host. */
  readonly pathStyle: boolean
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** XML. */
  readonly text: string
}

type Named = Pick<S3Place, 'endpoint' | 'bucket' | 'region' | 'accessKey'>

const advice: Readonly<Record<string, (place: Named) => string>> = {
  NoSuchBucket: ({ bucket }) => `it has no bucket "${bucket}": make it there, or change uploads.s3.bucket`,
  InvalidAccessKeyId: ({ accessKey }) =>
    `it does not know the access key "${accessKey}": change uploads.s3.accessKey`,
  SignatureDoesNotMatch: ({ accessKey }) =>
    `the secret is not the one of the access key "${accessKey}": change uploads.s3.secretKey or uploads.s3.secretKeyFile`,
  AccessDenied: ({ accessKey, bucket }) =>
    `the access key "${accessKey}" may not do that in the bucket "${bucket}": allow it to list the bucket, and to read, write and delete in it`,
  RequestTimeTooSkewed: () => 'its clock and the one of this machine differ: set them right',
  AuthorizationHeaderMalformed: ({ region }) =>
    `"${region}" is not the region of the bucket: change uploads.s3.region`,
  PermanentRedirect: () => 'the bucket is elsewhere: change uploads.s3.endpoint and uploads.s3.region',
}

/** Codes for what has no code: an answer to HEAD, or of something in between. */
const codes: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  307: 'PermanentRedirect',
  403: 'AccessDenied',
}

export function refusedBy(place: Named, { status, text }: Answer): BlobsUnavailableError {
  const code = textIn(text, 'Code') ?? codes[status] ?? ''
  const why = advice[code]?.(place) ?? `it answers ${status}${code === '' ? '' : ` (${code})`}`
  return new BlobsUnavailableError(`the store of files at ${place.endpoint} refuses: ${why}`)
}

export function unreachable({ endpoint }: Named, error: unknown): BlobsUnavailableError {
  return new BlobsUnavailableError(
    `the store of files at ${endpoint} cannot be reached (${reasonOf(error)}): see to it, or change uploads.s3.endpoint`,
    { cause: error },
  )
}

/** What `fetch` says is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error.message
}
