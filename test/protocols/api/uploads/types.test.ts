/** A server that takes only some kinds of files: by what is in them, told beforehand, changed while it runs. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { register } from '../../../door/line-client.ts'
import { hasMediaType } from '../../../../src/lib/media-types.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, put, tus, tusAppend, tusCreate } from './bringing.ts'

const allowed = ['image/*', 'application/pdf']
const settings = ['irc.enabled=false', `uploads.types=[${allowed.join(', ')}]`]
let server: ApiServer
let ann: Page
let script: Readonly<Record<string, string>>
let picture: Buffer

beforeAll(async () => {
  server = await startApi(settings)
  ann = await server.register('ann')
  script = await programOf(ann)
  const red = sharp({ create: { width: 900, height: 600, channels: 3, background: 'red' } })
  picture = await red.png().toBuffer()
})
beforeEach(() => server.inner.reconfigure(settings))
afterAll(() => server.stop())

function lying(): readonly string[] {
  const found = readdirSync(join(server.inner.data, 'uploads'), { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function brought(name: string, bytes: Buffer | string) {
  const response = await put(server, script, { name, bytes })
  return [response.status, await response.json()] as const
}

const refused = (type: string) => [415, { code: 'upload-type-refused', details: { type, allowed } }] as const

describe('a file', () => {
  test('of a kind that is taken comes, whatever it is called', async () => {
    expect(await brought('notes.txt', picture)).toMatchObject([201, { upload: { type: 'image/png' } }])
    expect(await brought('a.pdf', '%PDF-1.4\n')).toMatchObject([201, { upload: { type: 'application/pdf' } }])
  })

  test('of another is refused by what is in it, whatever it is called, and nothing of it stays', async () => {
    const before = [lying(), (await ann.call('upload.show-quota', {})).used]
    expect(await brought('a.png', 'only a text')).toMatchObject(refused('text/plain'))
    expect(await brought('a.pdf', Buffer.from([0, 1, 2, 3]))).toMatchObject(
      refused('application/octet-stream'),
    )
    expect([lying(), (await ann.call('upload.show-quota', {})).used]).toEqual(before)
  })

  test('is refused in words that say what it is and what is taken', async () => {
    const [, { message }] = (await brought('a.png', 'x')) as readonly [number, { message: string }]
    expect(message).toBe(
      'that is text/plain, by what is in it; only these are taken here: image/*, application/pdf',
    )
  })

  test('that came in pieces is refused as well, and not there any more', async () => {
    const { headers } = await tusCreate(server, script, { name: 'a.png', size: 5 })
    const address = `http://${server.place}${headers.get('location') ?? ''}`
    const last = await tusAppend(address, script, { offset: 0, bytes: Buffer.from('hello') })
    expect([last.status, await last.json()]).toMatchObject(refused('text/plain'))
    expect((await fetch(address, { method: 'HEAD', headers: { ...script, ...tus } })).status).toBe(404)
  })

  test('from a terminal is refused as well', async () => {
    const bob = await register(server.inner.port, 'bob')
    bob.say('/upload')
    const address = /http\S+$/.exec(await bob.waitFor(/curl -T FILE http\S+$/))?.[0] ?? ''
    const response = await fetch(`${address}a.txt`, { method: 'PUT', body: 'hello' })
    expect([response.status, await response.json()]).toMatchObject(refused('text/plain'))
    bob.destroy()
  })

  test('that is refused takes the smaller forms along that were made of it', async () => {
    await server.inner.reconfigure(['irc.enabled=false', 'uploads.types=[text/*]'])
    const before = lying()
    expect((await brought('b.png', await sharp(picture).negate().toBuffer()))[0]).toBe(415)
    expect(lying()).toEqual(before)
    expect((await brought('a.txt', 'hello'))[0]).toBe(201)
  })
})

test('what is taken is told beforehand, and changes with the configuration', async () => {
  expect((await ann.call('upload.show-quota', {})).types).toEqual(allowed)
  await server.inner.reconfigure(['irc.enabled=false'])
  expect((await ann.call('upload.show-quota', {})).types).toEqual([])
  expect((await brought('a.txt', 'hello again'))[0]).toBe(201)
})

test.each([
  [[], 'application/octet-stream', true],
  [['image/*'], 'image/png', true],
  [['image/*'], 'imaged/png', false],
  [['image/png'], 'image/png', true],
  [['image/png'], 'image/jpeg', false],
  [['text/*', 'audio/*'], 'audio/ogg', true],
] as const)('%j has %s: %s', (list, type, has) => {
  expect(hasMediaType(list, type)).toBe(has)
})
