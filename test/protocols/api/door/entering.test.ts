/** Ways in over HTTP and the WebSocket: cookies, tokens, and who may use them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Page, password, startApi, type ApiServer } from './api-server.ts'
import { ApiSocket } from './api-socket.ts'

let server: ApiServer

beforeAll(async () => {
  server = await startApi(['users.guests=true'])
})

afterAll(() => server.stop())

describe('a cookie', () => {
  test('is given by registering and signing in, kept from scripts and other sites, and stands for its user', async () => {
    const page = new Page(server)
    const registered = await page.enter('user.register', 'ann')
    expect(registered.headers.get('set-cookie')).toMatch(
      /^parlance=plt_[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    )
    expect(page.user).toMatchObject({ name: 'ann', account: 'ann', kind: 'person', role: 'none' })
    const again = new Page(server)
    await again.enter('user.sign-in', 'ANN')
    expect(again.cookie).not.toBe(page.cookie)
    const told = await fetch(`http://${server.place}/api/server`, { headers: { Cookie: again.cookie } })
    expect(await told.json()).toMatchObject({ server: { isEmpty: false }, user: { name: 'ann' } })
  })

  test('is marked for TLS where a trusted proxy says that the browser came with it', async () => {
    const page = new Page(server)
    const forwarded = {
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-For': '203.0.113.7',
      Origin: `https://${server.place}`,
    }
    const answered = await page.post('user.register', { name: 'tess', password }, forwarded)
    expect(answered.headers.get('set-cookie')).toMatch(/; Secure$/)
  })

  test('ends with the sign-out, for good', async () => {
    const page = await server.register('otto')
    const { cookie } = page
    expect((await page.post('user.sign-out', {})).status).toBe(200)
    expect(page.cookie).toBe('parlance=')
    const thief = await server.post('channel.list', {}, { Cookie: cookie, Origin: `http://${server.place}` })
    expect([thief.status, thief.body]).toEqual([401, expect.objectContaining({ code: 'token-not-valid' })])
  })

  test('is overwritten by the next sign-in, which ends it for good', async () => {
    const page = await server.register('rosa')
    const former = page.cookie
    expect((await page.enter('user.sign-in', 'rosa', 'a wrong password')).status).toBe(401)
    expect((await page.post('channel.list', {})).status).toBe(200)
    expect((await page.enter('user.sign-in', 'rosa')).status).toBe(200)
    expect(page.cookie).not.toBe(former)
    const headers = { Cookie: former, Origin: `http://${server.place}` }
    expect((await server.post('channel.list', {}, headers)).status).toBe(401)
    expect((await page.call('token.list', {})).tokens).toHaveLength(1)
  })

  test('is worth nothing to a thief once the password was changed', async () => {
    const page = await server.register('pia')
    const stolen = await new Page(server).enter('user.sign-in', 'pia')
    const cookie = stolen.headers.get('set-cookie')?.split(';', 1).join('') ?? ''
    const socket = new ApiSocket(server.place, { Cookie: cookie })
    await socket.ready()
    await page.call('user.change-password', { current: password, password: 'another horse battery' })
    expect(await socket.ended()).toMatchObject({ code: 4102 })
    const tried = await server.post('channel.list', {}, { Cookie: cookie, Origin: `http://${server.place}` })
    expect(tried.status).toBe(401)
    expect((await page.post('channel.list', {})).status).toBe(200)
  })
})

describe('a page of another server', () => {
  const evil = { Origin: 'https://evil.example' }

  test.each([
    ['a call with the cookie', 'message.send', { channel: 'general', text: 'hello' }],
    ['a sign-in', 'user.sign-in', { name: 'ann', password }],
    ['a registration', 'user.register', { name: 'eve', password }],
    ['a sign-out', 'user.sign-out', {}],
  ])('is refused %s', async (_what, name, input) => {
    const page = await server.register(`page-${name.replace('.', '-')}`)
    const { status, body } = await page.post(name, input, evil)
    expect([status, body]).toEqual([403, expect.objectContaining({ code: 'other-origin' })])
    expect((await page.post('channel.list', {})).status).toBe(200)
  })

  test('is refused a form, which needs no leave of the browser', async () => {
    const page = await server.register('formy')
    const headers = { 'Content-Type': 'text/plain', Cookie: page.cookie }
    const sent = await server.post('message.send', '{"channel":"general","text":"hi"}', {
      ...headers,
      Origin: `http://${server.place}`,
    })
    expect([sent.status, sent.body]).toEqual([415, expect.objectContaining({ code: 'not-json' })])
  })

  test('is refused a WebSocket', async () => {
    const page = await server.register('socky')
    const socket = page.socket(evil)
    await expect.poll(() => socket.status).toBe(403)
  })
})

describe('a program', () => {
  test('uses a token without a cookie, an origin or a password, until it is revoked', async () => {
    const page = await server.register('bea')
    const { secret, token } = await page.call('token.create', { name: 'backup script' })
    const headers = { Authorization: `Bearer ${secret}` }
    const said = await server.post('message.send', { channel: 'general', text: 'from a script' }, headers)
    expect([said.status, said.body]).toMatchObject([
      200,
      { message: { text: 'from a script', author: { name: 'bea' } } },
    ])
    const socket = new ApiSocket(server.place, headers)
    await socket.ready()
    await page.call('token.revoke', { token: token.id })
    expect(await socket.ended()).toMatchObject({ code: 4103 })
    expect((await server.post('channel.list', {}, headers)).status).toBe(401)
  })

  test('signs in on the socket itself, by token, by password or as a guest', async () => {
    const page = await server.register('cora')
    const { secret } = await page.call('token.create', { name: 'socket' })
    for (const [way, input] of [
      ['token.sign-in', { secret }],
      ['user.sign-in', { name: 'cora', password }],
      ['user.enter-as-guest', { name: 'gus' }],
    ] as const) {
      const socket = new ApiSocket(server.place)
      await expect.poll(() => socket.events.length).toBe(1)
      expect(socket.events[0]).toMatchObject({ event: 'hello', user: null })
      expect(await socket.ask('channel.list', {})).toMatchObject({ error: { code: 'not-signed-in' } })
      expect(await socket.ask(way, input)).toMatchObject({
        ok: { user: { name: way.startsWith('user.enter') ? 'guest-gus' : 'cora' } },
      })
      expect((await socket.ready()).channels.map(({ channel }) => channel.name)).toEqual(['general'])
    }
  })

  test('with a token that is not valid is told so, and not taken for a visitor', async () => {
    const socket = new ApiSocket(server.place, { Authorization: 'Bearer plt_nonsense' })
    expect(await socket.ended()).toMatchObject({ code: 4103 })
    expect(socket.told.at(-1)).toMatchObject({ error: { code: 'token-not-valid' } })
  })
})

test('guessing passwords is slowed down', async () => {
  const guarded = await startApi()
  try {
    await guarded.register('vic')
    const page = new Page(guarded)
    const codes: unknown[] = []
    for (let n = 0; n < 12; n += 1)
      codes.push((await page.enter('user.sign-in', 'vic', `guess ${n} guess`)).status)
    expect(codes[0]).toBe(401)
    expect(codes.at(-1)).toBe(429)
  } finally {
    await guarded.stop()
  }
})

test('whoever is banned is refused over HTTP and the socket alike', async () => {
  const page = await server.register('ban-me')
  await server.command('/ban ban-me too loud')
  const { status, body } = await page.post('channel.list', {})
  expect([status, body]).toMatchObject([403, { code: 'banned', details: { reason: 'too loud' } }])
  const socket = page.socket()
  expect(await socket.ended()).toMatchObject({ code: 4101 })
  expect(socket.told.at(-1)).toMatchObject({
    error: { code: 'banned', message: expect.stringContaining('too loud') },
  })
})
