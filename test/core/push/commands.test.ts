/** Who may be called where: subscriptions of browsers, and what a user chooses about being called. */
import { createECDH, randomBytes } from 'node:crypto'
import { expect, it, test } from 'vitest'
import type { UserActor } from '../../../src/core/actor.ts'
import { listPush } from '../../../src/core/push/list.ts'
import { subscribePush } from '../../../src/core/push/subscribe.ts'
import { testPush } from '../../../src/core/push/test.ts'
import { unsubscribePush } from '../../../src/core/push/unsubscribe.ts'
import { revokeToken } from '../../../src/core/tokens/revoke.ts'
import { setNotifications, showNotifications } from '../../../src/core/users/set-notifications.ts'
import { openTokenScene } from '../tokens/token-scene.ts'

function browserKeys() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
}

const endpoint = (name = 'one') => `https://push.example.org/send/${name}`

type Scene = Awaited<ReturnType<typeof openTokenScene>>

async function browserOf(scene: Scene, user: UserActor, name = 'Firefox'): Promise<UserActor> {
  return (await scene.remember(user, name)).actor
}

function subscribe(scene: Scene, actor: UserActor, where = endpoint()) {
  return scene.run(actor, subscribePush, { endpoint: where, keys: browserKeys() })
}

async function subscribed(scene: Scene, actor: UserActor) {
  return (await scene.run(actor, listPush, {})).subscriptions.map(({ name, current }) => ({ name, current }))
}

it('a browser that stays signed in is called until it says otherwise', async () => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  const phone = await browserOf(scene, john, 'Phone')
  const desk = await browserOf(scene, john, 'Desk')
  await subscribe(scene, phone, endpoint('phone'))
  await subscribe(scene, desk, endpoint('desk'))
  expect(await scene.run(desk, listPush, {})).toMatchObject({ key: 'a key for pushes' })
  expect(await subscribed(scene, desk)).toEqual([
    { name: 'Desk', current: true },
    { name: 'Phone', current: false },
  ])
  await scene.run(desk, unsubscribePush, { token: phone.token })
  await scene.run(desk, unsubscribePush, {})
  expect(await subscribed(scene, desk)).toEqual([])
  expect(await scene.refusal(scene.run(desk, unsubscribePush, {}))).toBe('token-not-valid')
})

it('what was signed in by a password alone cannot be called', async () => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  expect(await scene.refusal(subscribe(scene, john))).toBe('bad-input')
})

it('a revoked token takes its subscription along (rule N4)', async () => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  const phone = await browserOf(scene, john)
  const desk = await browserOf(scene, john, 'Desk')
  await subscribe(scene, phone)
  await scene.run(desk, revokeToken, { token: phone.token })
  expect(await subscribed(scene, desk)).toEqual([])
  expect(await scene.refusal(subscribe(scene, phone))).toBe('not-signed-in')
})

it('nobody ends or tries the browser of somebody else', async () => {
  const scene = await openTokenScene()
  const [john, mary] = [await scene.register('john'), await scene.register('mary')]
  const [his, hers] = [await browserOf(scene, john), await browserOf(scene, mary)]
  await subscribe(scene, his)
  expect(await scene.refusal(scene.run(hers, unsubscribePush, { token: his.token }))).toBe('token-not-valid')
  expect(await scene.refusal(scene.run(hers, testPush, { token: his.token }))).toBe('token-not-valid')
  await scene.run(his, testPush, {})
  expect(scene.facts.filter(({ type }) => type === 'push.tested')).toMatchObject([
    { user: { name: 'john' }, token: his.token },
  ])
})

test.each([
  ['http://push.example.org/x'],
  ['https://127.0.0.1/x'],
  ['https://[::1]/x'],
  ['https://10.0.0.8/x'],
  ['https://169.254.169.254/x'],
  ['https://localhost/x'],
  ['https://router/x'],
  ['javascript:alert(1)'],
  [''],
  [`https://push.example.org/${'x'.repeat(3000)}`],
])('%s is no endpoint', async (where) => {
  const scene = await openTokenScene()
  const phone = await browserOf(scene, await scene.register('john'))
  expect(await scene.refusal(subscribe(scene, phone, where))).toBe('bad-input')
})

it('an endpoint may be where the operator allows it', async () => {
  const scene = await openTokenScene()
  const phone = await browserOf(scene, await scene.register('john'))
  await subscribe(scene, phone, 'http://push.test/x')
  expect(await subscribed(scene, phone)).toHaveLength(1)
})

it('keys that are none are refused', async () => {
  const scene = await openTokenScene()
  const phone = await browserOf(scene, await scene.register('john'))
  const good = browserKeys()
  for (const keys of [
    { ...good, p256dh: '' },
    { ...good, p256dh: 'A'.repeat(87) },
    { ...good, p256dh: good.p256dh.slice(4) },
    { ...good, auth: 'short' },
    { ...good, auth: 'x'.repeat(1000) },
    { ...good, auth: '!!!!!!!!!!!!!!!!!!!!!!' },
  ])
    expect(await scene.refusal(scene.run(phone, subscribePush, { endpoint: endpoint(), keys }))).toBe(
      'bad-input',
    )
})

it('is quiet for the time a user chooses, and tells all their clients', async () => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  const client = scene.comes(john)
  expect(await scene.run(john, showNotifications, {})).toEqual({
    notifications: { quiet: null, showText: true },
  })
  const quiet = { from: 1320, to: 480, timeZone: 'Europe/Paris', days: [5, 1, 5] }
  await scene.run(john, setNotifications, { quiet })
  await scene.run(john, setNotifications, { showText: false })
  const kept = { quiet: { ...quiet, days: [1, 5] }, showText: false }
  expect(await scene.run(john, showNotifications, {})).toEqual({ notifications: kept })
  expect(client.texts).toEqual(['user.notifications-changed', 'user.notifications-changed'])
  expect(scene.facts.at(-1)).toMatchObject({ audience: [{ to: 'user', user: john.id }], notifications: kept })
  expect(await scene.run(john, setNotifications, { quiet: null })).toEqual({
    notifications: { quiet: null, showText: false },
  })
})

it('two choices made at once both hold', async () => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  const quiet = { from: 0, to: 0, timeZone: 'UTC', days: [7] }
  await Promise.all([
    scene.run(john, setNotifications, { quiet }),
    scene.run(john, setNotifications, { showText: false }),
  ])
  expect(await scene.run(john, showNotifications, {})).toEqual({ notifications: { quiet, showText: false } })
})

test.each([
  [{ from: -1, to: 5, timeZone: 'UTC', days: [1] }],
  [{ from: 0, to: 1440, timeZone: 'UTC', days: [1] }],
  [{ from: 0, to: 5, timeZone: 'Mars/Olympus', days: [1] }],
  [{ from: 0, to: 5, timeZone: 'UTC', days: [] }],
  [{ from: 0, to: 5, timeZone: 'UTC', days: [0] }],
  [{ from: 0.5, to: 5, timeZone: 'UTC', days: [1] }],
])('%j are no quiet hours', async (quiet) => {
  const scene = await openTokenScene()
  const john = await scene.register('john')
  expect(await scene.refusal(scene.run(john, setNotifications, { quiet }))).toBe('bad-input')
})
