/** A large file sent in parts, so that what is interrupted is sent again in part only; whole or not there at all. */
import { createHash } from 'node:crypto'
import type { Log } from '../../core/ports.ts'
import type { S3Requests } from './requests.ts'
import { escaped, textIn } from './xml.ts'

export interface InParts {
  readonly path: string
  readonly body: Blob
  readonly partBytes: number
  readonly log: Log
}

/** More are not taken. */
const mostParts = 10_000

/** Hexadecimal SHA-256. The bytes pass through, and are not kept. */
export async function digestOf(body: Blob): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of body.stream()) hash.update(chunk)
  return hash.digest('hex')
}

/** Rejects with `BlobsUnavailableError`; then nothing of it is kept. */
export async function putInParts(requests: S3Requests, sent: InParts): Promise<void> {
  const { path, log } = sent
  const begun = await requests.ask({ method: 'POST', path, query: { uploads: '' } })
  const uploadId = textIn(begun.text, 'UploadId')
  if (uploadId === null) throw requests.refused(begun)
  try {
    await complete(requests, { path, uploadId, tags: await sendParts(requests, uploadId, sent) })
  } catch (error) {
    const given = { method: 'DELETE', path, query: { uploadId }, expected: [404], isLast: true } as const
    await requests.ask(given).catch((why: unknown) => {
      log.warn({ err: why, path }, 'parts of a file that was given up stay in the store of files')
    })
    throw error
  }
}

/** Answers for what the store calls each of them. */
async function sendParts(
  requests: S3Requests,
  uploadId: string,
  { path, body, partBytes }: InParts,
): Promise<readonly string[]> {
  const tags: string[] = []
  const length = Math.max(partBytes, Math.ceil(body.size / mostParts))
  for (let start = 0; start < body.size; start += length) {
    const part = body.slice(start, start + length)
    const query = { partNumber: String(tags.length + 1), uploadId }
    const answer = await requests.ask({
      method: 'PUT',
      path,
      query,
      body: part,
      digest: await digestOf(part),
    })
    const tag = answer.headers.get('etag')
    if (tag === null) throw requests.refused(answer)
    tags.push(tag)
  }
  return tags
}

async function complete(
  requests: S3Requests,
  { path, uploadId, tags }: { path: string; uploadId: string; tags: readonly string[] },
): Promise<void> {
  const parts = tags.map(
    (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
  )
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
  const digest = createHash('sha256').update(body).digest('hex')
  const headers = { 'Content-Type': 'application/xml' }
  const answer = await requests.ask({ method: 'POST', path, query: { uploadId }, headers, body, digest })
  // Said while it was still being put together: the status was sent before anybody knew.
  if (textIn(answer.text, 'Code') !== null) throw requests.refused(answer)
}
