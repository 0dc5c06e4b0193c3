/** What people are shown by: chosen, shown to others, taken away, by whom it may be. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiSocket } from '../door/api-socket.ts'
import { startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { programOf, put, share, type Brought } from './bringing.ts'

let server: ApiServer
let ann: Page
let bob: Page

beforeAll(async () => {
  server = await startApi(['users.guests=true'])
  ann = await server.register('ann')
  bob = await server.register('bob')
})

afterAll(() => server.stop())

async function bring(page: Page, name: string, bytes: Uint8Array | string): Promise<string> {
  const response = await put(server, await programOf(page), { name, bytes })
  expect(response.status).toBe(201)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server answers, which the tests look at
  return ((await response.json()) as Brought).upload.id
}

async function face(page: Page, width = 256): Promise<string> {
  const picture = sharp({ create: { width, height: width, channels: 3, background: '#369' } })
  return bring(page, 'face.png', await picture.png().toBuffer())
}

async function idOf(page: Page): Promise<string> {
  const name = page === ann ? 'ann' : 'bob'
  return (await page.call('user.show', { name })).id
}

function get(path: string | null): Promise<Response> {
  return fetch(`http://${server.place}${path}`)
}

describe('an avatar', () => {
  test('is told to those who share a channel, found by whoever asks, and gone when it is taken away', async () => {
    const socket = bob.socket()
    await socket.ready()
    const { avatar } = await ann.call('user.set-avatar', { upload: await face(ann) })
    expect(avatar).toMatch(/^\/files\/[\w-]{24,}\/small\/256$/)
    const user = await idOf(ann)
    await expect
      .poll(() => socket.facts('user.avatar-changed').at(-1))
      .toMatchObject({ user: { id: user }, avatar })
    const asked = { users: [await idOf(bob), user] }
    expect(await bob.call('user.list-avatars', asked)).toEqual({ avatars: [{ user, avatar }] })
    const shown = await get(avatar)
    expect(shown.status).toBe(200)
    const { width, format } = await sharp(await shown.arrayBuffer()).metadata()
    expect({ width, format }).toEqual({ width: 256, format: 'webp' })

    const another = await ann.call('user.set-avatar', { upload: await face(ann, 64) })
    expect(another.avatar).not.toBe(avatar)
    expect((await get(avatar)).status).toBe(404)
    expect(await ann.call('user.set-avatar', {})).toEqual({ avatar: null })
    await expect.poll(() => socket.facts('user.avatar-changed').at(-1)?.avatar).toBeNull()
    expect((await get(another.avatar)).status).toBe(404)
    expect(await bob.call('user.list-avatars', asked)).toEqual({ avatars: [] })
  })

  test('is a picture of one’s own that nothing was said with, and nothing can be', async () => {
    const text = await bring(ann, 'face.png', 'only a text')
    expect((await ann.post('user.set-avatar', { upload: text })).body).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('only a picture can be an avatar'),
    })
    expect((await bob.post('user.set-avatar', { upload: await face(ann) })).body).toMatchObject({
      code: 'no-such-upload',
    })
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#369' } })
      .png()
      .toBuffer()
    const { message } = await share(server, await programOf(ann), { name: 'said.png', bytes })
    expect(message.uploads).toHaveLength(1)
    const upload = await face(ann)
    await ann.call('user.set-avatar', { upload })
    const said = await ann.post('message.send', { channel: 'general', text: '', uploads: [upload] })
    expect(said.body).toMatchObject({ code: 'no-such-upload' })
    expect((await ann.post('upload.remove', { upload })).status).toBe(404)
    const guest = new ApiSocket(server.place)
    await guest.opened()
    await guest.ask('user.enter-as-guest', { name: 'gus' })
    expect((await guest.ask('user.set-avatar', { upload })).error?.message).toContain('register first')
  })

  test('that does not belong here is taken away by a moderator, which is written down', async () => {
    const { avatar } = await bob.call('user.set-avatar', { upload: await face(bob) })
    expect((await ann.post('user.remove-avatar', { name: 'bob' })).status).toBe(403)
    await server.command('/grant ann admin')
    expect(await ann.call('user.remove-avatar', { name: 'bob', reason: 'unkind' })).toEqual({ name: 'bob' })
    expect((await get(avatar)).status).toBe(404)
    const { entries } = await ann.call('audit.list', { limit: 1 })
    expect(entries[0]).toMatchObject({ action: 'user.remove-avatar', subject: 'bob', reason: 'unkind' })
  })
})
