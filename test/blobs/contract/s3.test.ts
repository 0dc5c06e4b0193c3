/** A store that speaks S3 keeps what every place for files promises, and what is its own: parts, tries, and clear refusals. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BlobsUnavailableError, pathOf } from '../../../src/blobs/blob-store.ts'
import { S3Blobs, type S3Place } from '../../../src/blobs/s3.ts'
import { createSystemClock } from '../../../src/lib/clock.ts'
import { rememberingLog } from '../../store/support.ts'
import { S3Store, s3Bucket, s3Key } from '../../support/s3-store.ts'
import { blobContract } from './blob-contract.ts'

let store: S3Store
let folder: string
const clock = createSystemClock()
/** Each test has a prefix of its own. */
let tests = 0

beforeAll(async () => {
  store = await S3Store.start()
  folder = mkdtempSync(join(tmpdir(), 'parlance-s3-test-'))
})
afterEach(() => {
  store.trouble = () => null
  store.heard.length = 0
})
afterAll(async () => {
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

const mebibyte = 1024 * 1024

function opened(more: Partial<S3Place> = {}, options = { clock, log: rememberingLog() }): S3Blobs {
  const place = {
    ...{ endpoint: store.endpoint, bucket: s3Bucket, region: 'eu-central-1', pathStyle: true },
    ...{ prefix: `test/${(tests += 1)}/` },
    ...s3Key,
  }
  return new S3Blobs({ ...place, ...more }, { partBytes: 5 * mebibyte, ...options })
}

function brought(bytes: Buffer) {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const file = join(folder, digest)
  writeFileSync(file, bytes)
  return { file, name: { digest, width: null } }
}

describe('the contract', () => {
  blobContract({ open: () => Promise.resolve(opened()), close: () => Promise.resolve() })
})

describe('a large file', () => {
  test('goes in parts, none larger than it has to be, and comes back whole and in ranges', async () => {
    const [blobs, bytes] = [opened(), randomBytes(12 * mebibyte + 7)]
    const { file, name } = brought(bytes)
    await blobs.put(name, file)
    const parts = store.heard.filter((line) => line.includes('partNumber='))
    expect(parts.map((line) => /partNumber=(\d+)/.exec(line)?.[1])).toEqual(['1', '2', '3'])
    expect(await blobs.size(name)).toBe(bytes.length)
    expect((await buffer(await blobs.read(name, null))).equals(bytes)).toBe(true)
    const across = await buffer(await blobs.read(name, { start: 5 * mebibyte - 2, end: 5 * mebibyte + 1 }))
    expect(across.equals(bytes.subarray(5 * mebibyte - 2, 5 * mebibyte + 2))).toBe(true)
    expect(store.unfinished()).toEqual([])
  })

  test('of which a part fails for a moment is whole all the same; one that fails for good leaves nothing', async () => {
    const [blobs, bytes] = [opened(), randomBytes(11 * mebibyte)]
    const { file, name } = brought(bytes)
    let left = 2
    store.trouble = ({ url }) => (url?.includes('partNumber=2') === true && left-- > 0 ? 'reset' : null)
    await blobs.put(name, file)
    expect((await buffer(await blobs.read(name, null))).equals(bytes)).toBe(true)

    const other = brought(randomBytes(11 * mebibyte))
    store.trouble = ({ url }) => (url?.includes('partNumber=2') === true ? 503 : null)
    await expect(blobs.put(other.name, other.file)).rejects.toThrow(BlobsUnavailableError)
    expect(existsSync(other.file)).toBe(true)
    expect(store.unfinished()).toEqual([])
    expect(store.heard.some((line) => /^DELETE .*uploadId=/.test(line))).toBe(true)
    store.trouble = () => null
    expect(await blobs.size(other.name)).toBe(null)
    await blobs.put(other.name, other.file)
    expect(await blobs.size(other.name)).toBe(11 * mebibyte)
  })
})

describe('what may pass', () => {
  test.each<[string, 500 | 503 | 429 | 'reset']>([
    ['an error of its own', 500],
    ['too much to do', 503],
    ['too many requests', 429],
    ['a connection that is cut', 'reset'],
  ])('is asked again: %s', async (_, trouble) => {
    const blobs = opened()
    const { file, name } = brought(randomBytes(1000))
    let left = 2
    store.trouble = ({ method }) => (method === 'PUT' && left-- > 0 ? trouble : null)
    await blobs.put(name, file)
    expect(store.heard.filter((line) => line.startsWith('PUT'))).toHaveLength(3)
    expect(await blobs.size(name)).toBe(1000)
  })

  test('is not asked without end, and told in the log once when it begins, once when it is over', async () => {
    const log = rememberingLog()
    const blobs = opened({}, { clock, log })
    store.trouble = () => 500
    const name = { digest: 'b'.repeat(64), width: null }
    for (const _ of [1, 2]) await expect(blobs.size(name)).rejects.toThrow(BlobsUnavailableError)
    expect(store.heard).toHaveLength(8)
    store.trouble = () => null
    expect(await blobs.size(name)).toBe(null)
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'the store of files does not do what it is asked'],
      ['info', 'the store of files does what it is asked again'],
    ])
    expect(JSON.stringify(log.lines)).not.toContain(s3Key.secretKey)
  })

  test('silence is given up after its time', async () => {
    const soon = { after: (ms: number, run: () => void) => clock.after(ms / 100, run) }
    const blobs = opened({}, { clock: soon as typeof clock, log: rememberingLog() })
    store.trouble = () => 'silence'
    await expect(blobs.size({ digest: 'c'.repeat(64), width: null })).rejects.toThrow('no answer in time')
  })

  test('what is under way is given up when the server stops', async () => {
    const blobs = opened()
    store.trouble = () => 'silence'
    const asked = blobs.size({ digest: 'd'.repeat(64), width: null })
    await expect.poll(() => store.heard.length).toBe(1)
    blobs.close()
    await expect(asked).rejects.toThrow(BlobsUnavailableError)
    expect(store.heard).toHaveLength(1)
  })
})

describe('a store that cannot be used', () => {
  test.each<[string, Partial<S3Place>, RegExp]>([
    ['without that bucket', { bucket: 'elsewhere' }, /no bucket "elsewhere": .* change uploads\.s3\.bucket$/],
    ['without that key', { accessKey: 'nobody' }, /"nobody": change uploads\.s3\.accessKey$/],
    ['with another secret', { secretKey: 'wrong-secret' }, /change uploads\.s3\.secretKey or/],
    [
      'that is not there',
      { endpoint: 'http://127.0.0.1:9' },
      /cannot be reached \(.+\): .*uploads\.s3\.endpoint$/,
    ],
  ])('%s: one line says what to change, and no secret', async (_, place, line) => {
    const problem: unknown = await opened(place)
      .check()
      .catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(BlobsUnavailableError)
    const { message } = problem as BlobsUnavailableError
    expect(message).toMatch(line)
    expect(message).not.toMatch(/\n|wrong-secret|not\/told/)
  })

  test('a bucket that went away is not taken for files that went away', async () => {
    const blobs = opened({ bucket: 'elsewhere' })
    await expect(blobs.size({ digest: 'e'.repeat(64), width: null })).rejects.toThrow('no bucket')
    await expect(blobs.read({ digest: 'e'.repeat(64), width: null }, null)).rejects.toThrow('no bucket')
  })
})

test('other bytes than were asked for are not handed on: s3rver takes the first one alone for all', async () => {
  const blobs = opened()
  const { file, name } = brought(Buffer.from('0123456789'))
  await blobs.put(name, file)
  await expect(blobs.read(name, { start: 0, end: 0 })).rejects.toThrow('other bytes')
})

test('more names than one answer holds are all listed', async () => {
  const blobs = opened()
  store.pageSize = 3
  const digests = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => brought(Buffer.from(letter)))
  for (const { name, file } of digests) await blobs.put(name, file)
  const paths: string[] = []
  for await (const path of blobs.paths()) paths.push(path)
  expect(paths).toEqual(digests.map(({ name }) => pathOf(name)).toSorted())
  store.pageSize = 1000
})
