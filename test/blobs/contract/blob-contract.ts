/** What every place for files promises. Each runs the whole of it. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pathOf, type BlobFiles, type BlobStore } from '../../../src/blobs/blob-store.ts'

export type Blobs = BlobStore & BlobFiles

export interface BlobPlace {
  /** An empty one. */
  open(): Promise<Blobs>
  close(): Promise<void>
}

const text = async (source: Readable): Promise<string> => (await buffer(source)).toString()

export function blobContract(place: BlobPlace): void {
  let blobs: Blobs
  let folder: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-brought-'))
    blobs = await place.open()
  })
  afterEach(async () => {
    blobs.close()
    await place.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function brought(bytes: Buffer | string): string {
    const file = join(folder, randomBytes(6).toString('hex'))
    writeFileSync(file, bytes)
    return file
  }

  async function kept(bytes: Buffer | string, width: number | null = null) {
    const name = { digest: createHash('sha256').update(bytes).digest('hex'), width }
    await blobs.put(name, brought(bytes))
    return name
  }

  async function all(): Promise<readonly string[]> {
    const paths: string[] = []
    for await (const path of blobs.paths()) paths.push(path)
    return paths.toSorted()
  }

  test('what was put is there byte for byte, and was taken over', async () => {
    const bytes = randomBytes(300_000)
    const name = { digest: createHash('sha256').update(bytes).digest('hex'), width: null }
    const file = brought(bytes)
    await blobs.put(name, file)
    expect(existsSync(file)).toBe(false)
    expect(await blobs.size(name)).toBe(300_000)
    expect((await buffer(await blobs.read(name, null))).equals(bytes)).toBe(true)
  })

  test('what was never put is not there', async () => {
    const name = { digest: 'a'.repeat(64), width: null }
    expect(await blobs.size(name)).toBe(null)
    expect(await blobs.has(pathOf(name))).toBe(false)
    expect(await blobs.open(pathOf(name))).toBe(null)
    expect(await all()).toEqual([])
    await blobs.remove(name.digest)
  })

  test('a range is the bytes from its first to its last', async () => {
    const name = await kept('0123456789')
    expect(await text(await blobs.read(name, { start: 2, end: 4 }))).toBe('234')
    expect(await text(await blobs.read(name, { start: 0, end: 1 }))).toBe('01')
    expect(await text(await blobs.read(name, { start: 9, end: 9 }))).toBe('9')
  })

  test('what is there already stays as it is, and the other file goes', async () => {
    const name = await kept('once')
    const again = brought('never the same')
    await blobs.put(name, again)
    expect(existsSync(again)).toBe(false)
    expect(await text(await blobs.read(name, null))).toBe('once')
  })

  test('removed is a content with all its forms, and no other', async () => {
    const [gone, stays] = [await kept('gone'), await kept('stays')]
    for (const width of [480, 1280]) {
      await blobs.put({ ...gone, width }, brought('small'))
      await blobs.put({ ...stays, width }, brought('small'))
    }
    await blobs.remove(gone.digest)
    for (const width of [null, 480, 1280]) {
      expect(await blobs.size({ ...gone, width })).toBe(null)
      expect(await blobs.size({ ...stays, width })).toBeGreaterThan(0)
    }
    expect(await all()).toEqual([null, 1280, 480].map((width) => pathOf({ ...stays, width })))
  })

  test('whatever forms there are, now or later, they are listed, read and removed by their path', async () => {
    const { digest } = await kept('video')
    const poster = `${digest.slice(0, 2)}/${digest}.poster.480.webp`
    await blobs.store(poster, brought('poster'))
    expect(await all()).toEqual([pathOf({ digest, width: null }), poster])
    const source = await blobs.open(poster)
    expect(source === null ? null : await text(source)).toBe('poster')
    await blobs.remove(digest)
    expect(await all()).toEqual([])
  })

  test('nothing leads out of it', async () => {
    for (const digest of ['../../etc/passwd', 'A'.repeat(64), '', 'a'.repeat(63)]) {
      await expect(blobs.remove(digest)).rejects.toThrow('not a digest')
      expect(() => pathOf({ digest, width: null })).toThrow('not a digest')
    }
  })
}
