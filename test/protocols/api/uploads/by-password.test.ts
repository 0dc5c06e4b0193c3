/** Files brought with a name and a password, as clients of IRC do it (soju.im/FILEHOST). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startApi, type ApiServer, type Page } from '../door/api-server.ts'
import { basic } from './bringing.ts'

let server: ApiServer
let ann: Page

beforeAll(async () => {
  server = await startApi()
  ann = await server.register('ann')
})

afterAll(() => server.stop())

function post(headers: Readonly<Record<string, string>>, body = 'meow'): Promise<Response> {
  return fetch(`http://${server.place}/api/uploads`, { method: 'POST', headers, body })
}

describe('a file with a name and a password', () => {
  test('is taken, and found where the answer says, by GET and by HEAD', async () => {
    const named = { 'Content-Disposition': 'attachment; filename="cat.txt"', 'Content-Type': 'text/plain' }
    const response = await post({ ...basic('ANN', password), ...named })
    const address = response.headers.get('location') ?? ''
    expect(response.status).toBe(201)
    expect(address).toMatch(new RegExp(`^http://${server.place}/files/[\\w-]{32}/cat\\.txt$`))
    expect(await (await fetch(address)).text()).toBe('meow')
    const head = await fetch(address, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '4'])
    expect((await ann.call('upload.show-quota', {})).used).toBe(4)
  })

  test('is asked for by OPTIONS first', async () => {
    const { status, headers } = await fetch(`http://${server.place}/api/uploads`, { method: 'OPTIONS' })
    expect([status, headers.get('allow'), headers.get('accept-post')]).toEqual([204, 'OPTIONS, POST', '*/*'])
  })

  test('that are wrong is refused, and slowed down as every sign-in', async () => {
    await server.register('bob')
    const none = await post({})
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="files", charset="UTF-8"',
    ])
    for (let n = 0; n < 5; n++) {
      const wrong = await post(basic('bob', 'not that'))
      expect([wrong.status, await wrong.json()]).toMatchObject([401, { code: 'wrong-password' }])
    }
    const slowed = await post(basic('bob', password))
    expect([slowed.status, await slowed.json()]).toMatchObject([429, { code: 'too-many-attempts' }])
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    const elsewhere = await server.post('user.sign-in', { name: 'bob', password })
    expect(elsewhere.status).toBe(429)
  })

  test('is taken nowhere else: not by PUT, not in parts, not for a call', async () => {
    const own = basic('ann', password)
    const at = `http://${server.place}/api`
    const json = { 'Content-Type': 'application/json' }
    const tus = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '4' }
    const asked = await Promise.all([
      fetch(`${at}/uploads/cat.txt`, { method: 'PUT', headers: own, body: 'meow' }),
      fetch(`${at}/uploads`, { method: 'POST', headers: { ...own, ...tus } }),
      fetch(`${at}/channel.list-own`, { method: 'POST', headers: { ...own, ...json }, body: '{}' }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([401, 401, 401])
  })

  test('is not taken from a page of another server, whose visitor is not asked for a password either', async () => {
    const elsewhere = { Origin: 'https://elsewhere.example' }
    expect((await post({ ...basic('ann', password), ...elsewhere })).status).toBe(403)
    const { status, headers } = await post(elsewhere)
    expect([status, headers.get('www-authenticate')]).toEqual([401, null])
  })

  test('is not taken from somebody who is banned, nor when no files are', async () => {
    await server.register('mallory')
    await server.command('/ban mallory')
    const banned = await post(basic('mallory', password))
    expect([banned.status, await banned.json()]).toMatchObject([403, { code: 'banned' }])
    await server.inner.reconfigure(['irc.enabled=false', 'uploads.enabled=false'])
    const off = await post(basic('ann', password))
    expect([off.status, await off.json()]).toMatchObject([403, { code: 'uploads-off' }])
  })
})
