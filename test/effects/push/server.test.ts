/** The whole way: a page subscribes over HTTP, somebody writes, and its push service is called. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { vapidKeysFrom } from '../../../src/effects/push/vapid.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { rememberingLog, temporaryFolder } from '../../store/support.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { startApi, type ApiServer } from '../../protocols/api/door/api-server.ts'
import { FakeBrowser, openPushEndpoint, signerOf, type PushEndpoint } from './push-endpoint.ts'

const clock = new ManualClock(Date.now())
let endpoint: PushEndpoint
let server: ApiServer
beforeAll(async () => {
  endpoint = await openPushEndpoint()
  const settings = [`push.allowedHosts=["${endpoint.host}"]`, 'push.contact=mailto:ops@example.org']
  server = await startApi(settings, { clock })
})
afterAll(async () => {
  await server.stop()
  await endpoint.close()
})

const arrived = async (count: number) => {
  await expect
    .poll(() => {
      clock.advance(1000)
      return endpoint.received.length
    })
    .toBe(count)
}

it('calls a page that is closed, tells it how it is called, and forgets it when it has gone', async () => {
  const john = await server.register('john')
  const ann = await server.register('ann')
  const { key } = await john.call('push.list', {})
  const browser = new FakeBrowser(`http://${endpoint.host}/john`)
  await john.call('push.subscribe', { endpoint: browser.endpoint, keys: browser.keys })
  expect(await john.call('push.list', {})).toMatchObject({ subscriptions: [{ current: true }] })

  await john.call('push.test', {})
  await arrived(1)
  const { message } = await ann.call('message.send', { channel: 'general', text: 'tea, @john?' })
  await arrived(2)
  const [test, called] = endpoint.received
  if (test === undefined || called === undefined) throw new Error('two arrived')
  expect(browser.read(test)).toMatchObject({ is: 'test' })
  expect(browser.read(called)).toMatchObject({ author: 'ann', text: 'tea, @john?', message: message.id })
  expect(signerOf(called)).toMatchObject({ key, sub: 'mailto:ops@example.org' })

  endpoint.answers.push({ status: 410 })
  await ann.call('message.send', { channel: 'general', text: '@john?' })
  await arrived(3)
  await expect.poll(async () => (await john.call('push.list', {})).subscriptions).toEqual([])
})

it('tells a page that comes what was chosen, and every page when it changes', async () => {
  const mary = await server.register('mary')
  const quiet = { from: 1320, to: 480, timeZone: 'Europe/Paris', days: [1, 2, 3, 4, 5] }
  await mary.call('user.set-notifications', { quiet })
  const socket = mary.socket()
  expect(await socket.ready()).toMatchObject({ notifications: { quiet, showText: true } })
  await mary.call('user.set-notifications', { showText: false })
  await expect
    .poll(() => socket.facts('user.notifications-changed'))
    .toMatchObject([{ notifications: { quiet, showText: false } }])
})

it('keeps its key for as long as its database', async () => {
  const place = temporaryFolder()
  const keys = []
  for (let start = 0; start < 2; start++) {
    const store = await openStore({ file: join(place.folder, 'parlance.sqlite'), log: rememberingLog() })
    keys.push(vapidKeysFrom(await store.secret('vapid')))
    await store.close()
  }
  place.remove()
  expect(keys[0]?.publicKey).toMatch(/^B[\w-]{86}$/)
  expect(keys[1]).toEqual(keys[0])
})

it('without pushes there is no key, and nobody subscribes', async () => {
  const none = await startApi(['push.enabled=false'])
  const john = await none.register('john')
  expect(await john.call('push.list', {})).toEqual({ key: null, subscriptions: [] })
  const browser = new FakeBrowser('https://push.example.org/x')
  const { status } = await john.post('push.subscribe', { endpoint: browser.endpoint, keys: browser.keys })
  expect(status).toBe(400)
  await none.stop()
})
