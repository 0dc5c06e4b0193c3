/** Files of a server that keeps them in a store that speaks S3: from the request that brings one to its end, and what happens without the store. */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startInProcess } from '../../../door/server-in-process.ts'
import { ManualClock } from '../../../support/manual-clock.ts'
import { S3Store, s3Bucket, s3Key } from '../../../support/s3-store.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, put, share, tus, tusAppend, tusCreate, tusOffset } from './bringing.ts'

let store: S3Store
let server: ApiServer
let ann: Page
let script: Readonly<Record<string, string>>

function keptIn(more: Readonly<Record<string, string>> = {}): readonly string[] {
  const options = { endpoint: store.endpoint, bucket: s3Bucket, ...s3Key, ...more }
  return Object.entries(options).map(([name, value]) => `uploads.s3.${name}=${value}`)
}

beforeAll(async () => {
  store = await S3Store.start()
  server = await startApi(['uploads.fileBytes=50000000', ...keptIn({ prefix: 'chat' })])
  ann = await server.register('ann')
  script = await programOf(ann)
})
afterEach(async () => {
  store.trouble = () => null
  await store.goAway()
  await store.comeBack()
})
afterAll(async () => {
  await server.inner.stop()
  await store.stop()
})

function at(path: string): string {
  return `http://${server.place}${path}`
}

function tidyNames(): readonly string[] {
  return store.names().filter((name) => name.startsWith('tidy/'))
}

/** Files of this machine that are there for uploads. */
function lying(): readonly string[] {
  const found = readdirSync(join(server.inner.data, 'uploads'), { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('a file', () => {
  test('comes back whole and in ranges, and lies nowhere but in the store', async () => {
    const bytes = randomBytes(20_000_000)
    const { shown } = await share(server, script, { name: 'large.bin', bytes })
    const whole = await fetch(at(shown.address))
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    const part = await fetch(at(shown.address), { headers: { Range: 'bytes=16777210-16777220' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      'bytes 16777210-16777220/20000000',
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(16_777_210, 16_777_221))).toBe(true)
    expect(store.names().every((name) => name.startsWith('chat/'))).toBe(true)
    expect(store.unfinished()).toEqual([])
    expect(lying()).toEqual([])
  })

  test('that broke off and went on is one object in the end', async () => {
    const bytes = randomBytes(1_000_000)
    const { headers } = await tusCreate(server, script, { name: 'x', size: bytes.length })
    const address = at(headers.get('location') ?? '')
    expect((await tusAppend(address, script, { offset: 0, bytes: bytes.subarray(0, 400_000) })).status).toBe(
      204,
    )
    const before = store.names().length
    expect(await tusOffset(address, script)).toBe(400_000)
    const rest = await tusAppend(address, script, { offset: 400_000, bytes: bytes.subarray(400_000) })
    expect(rest.status).toBe(200)
    expect(store.names()).toHaveLength(before + 1)
  })

  test('goes from the store when its message is deleted, with its smaller forms', async () => {
    const clock = new ManualClock()
    const tidy = await startApi(keptIn({ prefix: 'tidy' }), { clock })
    const page = await tidy.register('ann')
    const picture = sharp({ create: { width: 1200, height: 800, channels: 3, background: '#369' } })
    const { message } = await share(tidy, await programOf(page), {
      name: 'sky.png',
      bytes: await picture.png().toBuffer(),
    })
    expect(tidyNames()).toHaveLength(4)
    await page.call('message.delete', { channel: 'general', message: message.id })
    clock.advance(60_000)
    await expect.poll(tidyNames).toEqual([])
    await tidy.stop()
  })
})

describe('without the store', () => {
  test('a file is refused in clear words, and nothing of it stays; one that is there is not called gone', async () => {
    const { shown } = await share(server, script, { name: 'kept.txt', bytes: 'kept' })
    await store.goAway()
    const refused = await put(server, script, { name: 'lost.txt', bytes: 'lost', query: '?channel=general' })
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'uploads-unavailable' }])
    expect(lying()).toEqual([])
    const shownNow = await fetch(at(shown.address))
    expect([shownNow.status, shownNow.headers.get('retry-after')]).toEqual([503, '10'])
    expect(shownNow.headers.get('etag')).toBe(null)
    expect((await fetch(at('/readyz'))).status).toBe(200)
    await store.comeBack()
    expect(await (await fetch(at(shown.address))).text()).toBe('kept')
    expect((await put(server, script, { name: 'lost.txt', bytes: 'lost' })).status).toBe(201)
  })

  test('what is resumable waits where it is, whole, and is finished when the store is back', async () => {
    const picture = sharp({ create: { width: 700, height: 500, channels: 3, background: '#a33' } })
    // What the camera wrote is taken out before: what lies there is shorter than what came.
    const bytes = await picture
      .withExif({ IFD0: { Model: 'A camera' } })
      .jpeg()
      .toBuffer()
    const { headers } = await tusCreate(server, script, { name: 'red.jpg', size: bytes.length })
    const address = at(headers.get('location') ?? '')
    await store.goAway()
    const last = await tusAppend(address, script, { offset: 0, bytes })
    expect([last.status, await last.json()]).toMatchObject([503, { code: 'uploads-unavailable' }])
    const asked = await fetch(address, { method: 'HEAD', headers: { ...script, ...tus } })
    expect(asked.status).toBe(503)
    await store.comeBack()
    const done = await fetch(address, { method: 'HEAD', headers: { ...script, ...tus } })
    expect(done.status).toBe(200)
    expect(done.headers.get('upload-offset')).toBe(done.headers.get('upload-length'))
    const id = address.split('/').at(-1) ?? ''
    const said = await ann.call('message.send', { channel: 'general', text: '', uploads: [id] })
    expect(said.message.uploads).toMatchObject([{ name: 'red.jpg', type: 'image/jpeg', width: 700 }])
    const [shown] = said.message.uploads
    expect((await fetch(at(shown?.address ?? ''))).status).toBe(200)
    expect((await fetch(at(shown?.thumbnails[0]?.address ?? ''))).status).toBe(200)
    expect(lying()).toEqual([])
  })

  test('an empty last piece finishes it as well', async () => {
    const { headers } = await tusCreate(server, script, { name: 'x', size: 5 })
    const address = at(headers.get('location') ?? '')
    await store.goAway()
    expect((await tusAppend(address, script, { offset: 0, bytes: Buffer.from('hello') })).status).toBe(503)
    await store.comeBack()
    const again = await tusAppend(address, script, { offset: 5, bytes: Buffer.alloc(0) })
    expect([again.status, await again.json()]).toMatchObject([200, { name: 'x', size: 5 }])
  })

  test('the log has a line when it went and one when it came back, and no secret', () => {
    const lines = server.inner.log.map(({ message }) => message)
    expect(lines.filter((line) => line.startsWith('the store of files does not'))).not.toEqual([])
    expect(lines.filter((line) => line.endsWith('does what it is asked again'))).not.toEqual([])
    expect(JSON.stringify(server.inner.log)).not.toContain(s3Key.secretKey)
  })
})

describe('the start fails in one clear line', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'without the bucket',
      { bucket: 'elsewhere' },
      /no bucket "elsewhere": make it there, or change uploads\.s3\.bucket$/,
    ],
    [
      'with a wrong key',
      { secretKey: 'wrong-secret' },
      /change uploads\.s3\.secretKey or uploads\.s3\.secretKeyFile$/,
    ],
    [
      'without the store',
      { endpoint: 'http://127.0.0.1:9' },
      /cannot be reached .*change uploads\.s3\.endpoint$/,
    ],
  ])('%s', async (_, wrong, line) => {
    const problem: unknown = await startInProcess(['irc.enabled=false', ...keptIn(wrong)]).catch(
      (error: unknown) => error,
    )
    expect(problem).toBeInstanceOf(Error)
    const { message } = problem as Error
    expect(message).toMatch(line)
    expect(message).not.toMatch(/\n|wrong-secret/)
  })

  test('and goes well with the secret in a file', async () => {
    const file = join(server.inner.folder, 'secret')
    writeFileSync(file, `${s3Key.secretKey}\n`)
    const options = keptIn().filter((option) => !option.startsWith('uploads.s3.secretKey='))
    const other = await startApi([...options, `uploads.s3.secretKeyFile=${file}`])
    expect(existsSync(other.inner.data)).toBe(true)
    await other.stop()
    await expect(startInProcess([...options, 'uploads.s3.secretKeyFile=/nowhere'])).rejects.toThrow(
      'uploads.s3.secretKeyFile: /nowhere cannot be read (ENOENT)',
    )
  })
})
