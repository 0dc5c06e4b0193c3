/** Calls as they arrive at a push service on this machine: what it can see, and what only the browser can. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChannelId, MessageId, PushNote, TokenId } from '../../../src/core/types.ts'
import type { PushCall } from '../../../src/effects/push/service.ts'
import { vapidKeysFrom } from '../../../src/effects/push/vapid.ts'
import { WebPushService } from '../../../src/effects/push/web-push-service.ts'
import { FakeBrowser, openPushEndpoint, signerOf, type PushEndpoint, type Received } from './push-endpoint.ts'

const keys = vapidKeysFrom('a secret of all nodes')
const note: PushNote = {
  is: 'message',
  channel: { id: 'c' as ChannelId, kind: 'public', name: 'général' },
  author: 'mary',
  text: '“tea?” 🫖',
  message: 'm' as MessageId,
  at: 1,
  count: 2,
}

let endpoint: PushEndpoint
let service: WebPushService
let browser: FakeBrowser
let allowed: string[]
beforeEach(async () => {
  endpoint = await openPushEndpoint()
  allowed = [endpoint.host]
  service = new WebPushService({ keys, contact: 'mailto:ops@example.org', allowedHosts: () => allowed })
  browser = new FakeBrowser(`http://${endpoint.host}/send/abc`)
})
afterEach(async () => {
  service.close()
  await endpoint.close()
})

function call(given: Partial<PushCall> = {}): PushCall {
  const subscription = { token: 't' as TokenId, endpoint: browser.endpoint, keys: browser.keys }
  return { subscription, note, topic: 'topic_-1', isUrgent: false, ...given }
}

function first(): Received {
  const [one] = endpoint.received
  if (one === undefined) throw new Error('nothing arrived')
  return one
}

async function answered(status: number, headers: Record<string, string> = {}) {
  endpoint.answers.push({ status, headers })
  return service.send(call())
}

it('only the browser can read what it is told (rule N3)', async () => {
  expect(await service.send(call())).toEqual({ is: 'sent' })
  const { body } = first()
  expect(body.toString('latin1')).not.toContain('mary')
  expect(browser.read(first())).toEqual(note)
  expect(() => new FakeBrowser(browser.endpoint).read(first())).toThrow(/unable to authenticate/i)
})

it('the push service is told what it needs: how long, how urgent, what it replaces, who sends', async () => {
  await service.send(call({ isUrgent: true }))
  const { path, headers } = first()
  expect(path).toBe('/send/abc')
  expect(headers).toMatchObject({ ttl: '86400', urgency: 'high', topic: 'topic_-1' })
  const signer = signerOf(first())
  expect(signer).toMatchObject({
    key: keys.publicKey,
    aud: `http://${endpoint.host}`,
    sub: 'mailto:ops@example.org',
  })
  expect(signer.exp).toBeGreaterThan(Date.now() / 1000)
  expect(signer.exp).toBeLessThanOrEqual(Date.now() / 1000 + 86_400)
})

it('the keys are the same for every node that knows the secret, and others for another', () => {
  expect(vapidKeysFrom('a secret of all nodes')).toEqual(keys)
  expect(vapidKeysFrom('another').publicKey).not.toBe(keys.publicKey)
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65)
  expect(Buffer.from(keys.privateKey, 'base64url')).toHaveLength(32)
})

it('what the push service answers is told apart', async () => {
  expect(await answered(200)).toEqual({ is: 'sent' })
  expect(await answered(404)).toEqual({ is: 'gone' })
  expect(await answered(410)).toEqual({ is: 'gone' })
  expect(await answered(400)).toEqual({ is: 'refused', why: 'status 400' })
  expect(await answered(413)).toEqual({ is: 'refused', why: 'status 413' })
  expect(await answered(500)).toEqual({ is: 'later', why: 'status 500', afterMs: null })
  expect(await answered(429, { 'Retry-After': '7' })).toEqual({
    is: 'later',
    why: 'status 429',
    afterMs: 7000,
  })
  expect(await answered(503, { 'Retry-After': 'tomorrow' })).toMatchObject({ is: 'later', afterMs: null })
})

it('a redirection is not followed', async () => {
  endpoint.answers.push({ status: 307, headers: { Location: `http://${endpoint.host}/elsewhere` } })
  expect(await service.send(call())).toEqual({ is: 'refused', why: 'status 307' })
  expect(endpoint.received).toHaveLength(1)
})

it('nobody is called in a network of one’s own, unless the operator allows it (rule N4)', async () => {
  allowed = []
  expect(await service.send(call())).toMatchObject({ is: 'refused' })
  const where = { token: 't' as TokenId, keys: browser.keys }
  for (const name of ['https://127.0.0.1/x', 'https://[::1]/x', 'https://localhost/x'])
    expect(await service.send(call({ subscription: { ...where, endpoint: name } }))).toMatchObject({
      is: 'refused',
    })
  expect(endpoint.received).toEqual([])
})

it('keys that are on no curve are refused, and a push service that is not there is tried later', async () => {
  const bad = { p256dh: `BA${'A'.repeat(85)}`, auth: browser.keys.auth }
  const { subscription } = call()
  expect(await service.send(call({ subscription: { ...subscription, keys: bad } }))).toMatchObject({
    is: 'refused',
  })
  await endpoint.close()
  expect(await service.send(call())).toMatchObject({ is: 'later', afterMs: null })
})

it('the longest note fits into one push', async () => {
  const long = {
    ...note,
    author: '🫖'.repeat(32),
    text: '🫖'.repeat(200),
    channel: { ...note.channel, name: '🫖'.repeat(40) },
  }
  expect(Buffer.byteLength(JSON.stringify(long))).toBeLessThan(3000)
  expect(await service.send(call({ note: long }))).toEqual({ is: 'sent' })
  expect(first().body.length).toBeLessThan(4096)
  expect(browser.read(first())).toEqual(long)
})
