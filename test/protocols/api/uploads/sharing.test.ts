/** Files from the request that brings them to everybody who sees them, and to their end. */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, put, share } from './bringing.ts'

let server: ApiServer
let ann: Page
let script: Readonly<Record<string, string>>

beforeAll(async () => {
  server = await startApi(['uploads.fileBytes=300000', 'uploads.userBytes=2000000'])
  ann = await server.register('ann')
  script = await programOf(ann)
})

afterAll(() => server.stop())

function at(path: string): string {
  return `http://${server.place}${path}`
}

async function photo(width: number, height: number): Promise<Buffer> {
  const picture = sharp({ create: { width, height, channels: 3, background: '#336699' } })
  return picture.jpeg().toBuffer()
}

describe('a file', () => {
  test('brought in one request is said in its channel, and comes back byte for byte', async () => {
    const bob = await server.register('bob')
    const socket = bob.socket()
    await socket.ready()
    const bytes = randomBytes(100_000)
    const { shown } = await share(server, script, { name: 'data.bin', bytes })
    expect(shown).toMatchObject({ name: 'data.bin', size: 100_000, type: 'application/octet-stream' })
    await expect.poll(() => socket.facts('message.sent').at(-1)?.message.uploads).toEqual([shown])
    const response = await fetch(at(shown.address))
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="data.bin"/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('without a channel waits for the message that it is said with, and takes no other', async () => {
    const response = await put(server, script, { name: 'notes.txt', bytes: 'one\ntwo\n' })
    const { upload } = (await response.json()) as { upload: { id: string; address: string; type: string } }
    expect(upload.type).toBe('text/plain')
    // Nobody else has been told where it is.
    expect((await fetch(at(upload.address))).status).toBe(200)
    const said = await ann.call('message.send', { channel: 'general', text: '', uploads: [upload.id] })
    expect(said.message.uploads).toMatchObject([{ name: 'notes.txt', size: 8 }])
    expect(await (await fetch(at(upload.address))).text()).toBe('one\ntwo\n')
    const again = await ann.post('message.send', { channel: 'general', text: 'again', uploads: [upload.id] })
    expect(again.body).toMatchObject({ code: 'no-such-upload' })
    const history = await ann.call('message.read-history', { channel: 'general', limit: 1 })
    expect(history.messages[0]?.uploads).toEqual(said.message.uploads)
  })

  test('is of whoever brought it: nobody else says anything with it, or takes it away', async () => {
    const eve = await server.register('eve')
    const response = await put(server, script, { name: 'mine', bytes: 'mine' })
    const { upload } = (await response.json()) as { upload: { id: string; address: string } }
    for (const [name, input] of [
      ['message.send', { channel: 'general', text: 'x', uploads: [upload.id] }],
      ['upload.remove', { upload: upload.id }],
    ] as const)
      expect((await eve.post(name, input)).body).toMatchObject({ code: 'no-such-upload' })
    expect(await ann.call('upload.remove', { upload: upload.id })).toEqual({ upload: upload.id })
    expect((await ann.post('upload.remove', { upload: upload.id })).status).toBe(404)
    expect((await fetch(at(upload.address))).status).toBe(404)
  })

  test('of two messages at the same time is in one', async () => {
    const response = await put(server, script, { name: 'once', bytes: 'once' })
    const { upload } = (await response.json()) as { upload: { id: string } }
    const sent = await Promise.all(
      ['a', 'b', 'c'].map((text) =>
        ann.post('message.send', { channel: 'general', text, uploads: [upload.id] }),
      ),
    )
    expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
  })

  test('said again by its tag is said once', async () => {
    const response = await put(server, script, { name: 'tagged', bytes: 'tagged' })
    const { upload } = (await response.json()) as { upload: { id: string } }
    const input = { channel: 'general', text: '', uploads: [upload.id], clientTag: 'with a file' }
    const [first, second] = [await ann.call('message.send', input), await ann.call('message.send', input)]
    expect([first.fresh, second.fresh]).toEqual([true, false])
    expect(second.message).toEqual(first.message)
  })
})

describe('a picture', () => {
  test('is shown in smaller forms, upright, without where it was taken, its size known before it is loaded', async () => {
    const picture = sharp({ create: { width: 1200, height: 800, channels: 3, background: '#884422' } })
    const bytes = await picture
      .withExif({ IFD0: { Model: 'A camera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const { shown } = await share(server, script, { name: 'IMG_1.jpg', bytes })
    expect(shown).toMatchObject({ type: 'image/jpeg', width: 800, height: 1200 })
    expect(shown.thumbnails.map(({ width }) => width)).toEqual([480, 800])
    const preview = await sharp(Buffer.from(shown.preview ?? '', 'base64')).metadata()
    expect([preview.format, preview.width]).toEqual(['webp', 16])
    for (const { width, address } of shown.thumbnails) {
      const response = await fetch(at(address))
      expect(response.headers.get('content-type')).toBe('image/webp')
      const small = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
      expect([small.width, small.exif]).toEqual([width, undefined])
    }
  })

  test('that moves still moves when it is small', async () => {
    const frames = Buffer.alloc(600 * 200 * 3, 90).fill(200, 0, 600 * 100 * 3)
    const bytes = await sharp(frames, { raw: { width: 600, height: 200, channels: 3, pageHeight: 100 } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const { shown } = await share(server, script, { name: 'wave.gif', bytes })
    expect(shown).toMatchObject({ type: 'image/gif', width: 600, height: 100 })
    const small = await fetch(at(shown.thumbnails[0]?.address ?? ''))
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).pages).toBe(2)
  })

  test('lies where another one lies with the same content, and is there as long as one of them is said', async () => {
    const bytes = await photo(640, 480)
    const [one, two] = [
      await share(server, script, { name: 'one.jpg', bytes }),
      await share(server, script, { name: 'two.jpg', bytes }),
    ]
    const digest = createHash('sha256').update(bytes).digest('hex')
    const folder = join(server.inner.data, 'uploads', digest.slice(0, 2))
    expect(readdirSync(folder).filter((name) => name.startsWith(digest))).toHaveLength(3)
    await ann.call('message.delete', { channel: 'general', message: one.message.id })
    expect((await fetch(at(one.shown.address))).status).toBe(404)
    expect((await fetch(at(one.shown.thumbnails[0]?.address ?? ''))).status).toBe(404)
    expect((await fetch(at(two.shown.address))).status).toBe(200)
  })
})

describe('in parts', () => {
  test('a range of bytes is answered as asked', async () => {
    const { shown } = await share(server, script, { name: 'digits.txt', bytes: '0123456789' })
    const ask = async (range: string) => {
      const response = await fetch(at(shown.address), { headers: { Range: range } })
      return [response.status, response.headers.get('content-range'), await response.text()]
    }
    expect(await ask('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await ask('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await ask('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await ask('bytes=5-99')).toEqual([206, 'bytes 5-9/10', '56789'])
    expect(await ask('bytes=10-')).toEqual([416, 'bytes */10', ''])
    expect(await ask('bytes=4-2')).toEqual([200, null, '0123456789'])
    expect(await ask('lines=1-2')).toEqual([200, null, '0123456789'])
  })

  test('what has not changed is not sent again', async () => {
    const { shown } = await share(server, script, { name: 'kept.txt', bytes: 'kept' })
    const first = await fetch(at(shown.address))
    const again = await fetch(at(shown.address), {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '' },
    })
    expect([first.status, again.status]).toEqual([200, 304])
  })
})

describe('too much', () => {
  test('in one file is refused before it is sent; so is what is over somebody’s room', async () => {
    const large = await put(server, script, { name: 'large', bytes: Buffer.alloc(300_001) })
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'upload-too-large' }])
    const fay = await programOf(await server.register('fay'))
    for (let n = 0; n < 6; n++)
      expect((await put(server, fay, { name: `${n}`, bytes: Buffer.alloc(300_000, n) })).status).toBe(201)
    const full = await put(server, fay, { name: 'over', bytes: Buffer.alloc(300_000) })
    expect([full.status, await full.json()]).toMatchObject([
      507,
      { code: 'uploads-full', details: { whose: 'yours' } },
    ])
  })

  test('nothing at all is refused too, and so is a form', async () => {
    expect((await put(server, script, { name: 'empty', bytes: '' })).status).toBe(400)
    const form = new FormData()
    form.set('file', new Blob(['x']), 'x.txt')
    const response = await fetch(at('/api/uploads'), { method: 'POST', headers: script, body: form })
    expect([response.status, await response.json()]).toMatchObject([
      415,
      { message: expect.stringContaining('curl -T') },
    ])
  })

  test('without a sign-in nobody brings anything', async () => {
    expect((await put(server, {}, { name: 'x', bytes: 'x' })).status).toBe(401)
    const other = { Cookie: ann.cookie, Origin: 'https://elsewhere.example' }
    expect((await put(server, other, { name: 'x', bytes: 'x' })).status).toBe(403)
  })
})

test('what nothing was said with is cleared away after its time, and what was deleted at once', async () => {
  const clock = new ManualClock()
  const tidy = await startApi(['uploads.unsaidHours=1'], { clock })
  try {
    const page = await tidy.register('ann')
    const program = await programOf(page)
    const left = () =>
      readdirSync(join(tidy.inner.data, 'uploads'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      ).length
    await put(tidy, program, { name: 'forgotten', bytes: 'forgotten' })
    const { message } = await share(tidy, program, { name: 'said.jpg', bytes: await photo(100, 100) })
    expect(left()).toBe(3)
    clock.advance(3_660_000)
    await expect.poll(left).toBe(2)
    await page.call('message.delete', { channel: 'general', message: message.id })
    clock.advance(60_000)
    await expect.poll(left).toBe(0)
    expect((await page.call('upload.show-quota', {})).used).toBe(0)
  } finally {
    await tidy.stop()
  }
})
