/** Opens the place where files are kept, as configured: a folder, or a bucket. */
import { readFile } from 'node:fs/promises'
import type { BlobFiles, BlobStore } from './blob-store.ts'
import { DiskBlobs } from './disk.ts'
import type { S3Options } from './s3.ts'

/** As the options of `uploads.s3`, which were checked: with an address there are a bucket and a key. */
export interface S3Settings {
  /** `null`: files are kept in the folder. */
  readonly endpoint: string | null
  readonly bucket: string | null
  readonly region: string
  readonly accessKey: string | null
  readonly secretKey: string | null
  readonly secretKeyFile: string | null
  readonly prefix: string
  readonly pathStyle: boolean
}

/** The file of a secret cannot be used. The message is one line that names the option. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError'
}

/** Rejects with `BlobsUnavailableError` or `SecretFileError`. */
export async function openBlobs(
  folder: string,
  settings: S3Settings,
  options: S3Options,
): Promise<BlobStore & BlobFiles> {
  const { endpoint, bucket, region, accessKey, prefix, pathStyle } = settings
  if (endpoint === null) return new DiskBlobs(folder)
  const place = {
    endpoint,
    region,
    pathStyle,
    bucket: bucket ?? '',
    accessKey: accessKey ?? '',
    secretKey: await secretOf(settings),
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
  }
  // Loaded by those who have one: a start on a folder does without.
  const { S3Blobs } = await import('./s3.ts')
  const blobs = new S3Blobs(place, options)
  await blobs.check()
  return blobs
}

async function secretOf({ secretKey, secretKeyFile }: S3Settings): Promise<string> {
  if (secretKeyFile === null) return secretKey ?? ''
  const secret = await readFile(secretKeyFile, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new SecretFileError(`uploads.s3.secretKeyFile: ${secretKeyFile} cannot be read (${why})`)
  })
  if (secret.trim() === '') throw new SecretFileError(`uploads.s3.secretKeyFile: ${secretKeyFile} is empty`)
  return secret.trim()
}
