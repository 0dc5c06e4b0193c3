/** Addresses outside that are told what is said: a real server, a real receiver, retries and restarts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { Receiver } from '../../../effects/webhooks/receiver.ts'
import { Page, startApi, type ApiServer } from './api-server.ts'

const allowing = ['webhooks.allowHttp=true', 'webhooks.allowedHosts=["127.0.0.1"]']
let data: string
let receiver: Receiver

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-webhooks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  data = join(folder, 'data')
  receiver = await Receiver.open()
})

const start = (settings: readonly string[] = allowing, clock?: ManualClock) =>
  startApi([`data=${data}`, ...settings], clock === undefined ? {} : { clock })

async function speaker(server: ApiServer, name = 'ann'): Promise<Page> {
  const page = await server.register(name)
  await page.call('channel.create', { name: 'builds' })
  return page
}

const tell = (page: Page, events?: ('message.sent' | 'message.edited' | 'message.deleted')[]) =>
  page.call('webhook.create-outgoing', { channel: 'builds', url: receiver.url, ...(events && { events }) })
const say = async (page: Page, text: string) =>
  (await page.call('message.send', { channel: 'builds', text })).message

test('each message is told once, in order, whatever fails and whenever the server ends (rule B7)', async () => {
  const clock = new ManualClock()
  let server = await start(allowing, clock)
  let ann = await speaker(server)
  await say(ann, 'before there was a webhook')
  await tell(ann)
  receiver.answers.push(500, 'nothing', 503, 302)
  await say(ann, 'one')
  await receiver.told(1)
  for (const text of ['two', 'three']) await say(ann, text)
  // The first retry is not answered: the server ends in the midst of it.
  await expect.poll(() => (clock.advance(1000), receiver.received.length)).toBe(2)
  await server.stop()
  server = await start(allowing, clock)
  ann = await back(server)
  await receiver.told(3)
  await say(ann, 'four')
  await expect
    .poll(() => (clock.advance(1000), receiver.texts), { timeout: 15_000 })
    .toEqual(['one', 'two', 'three', 'four'])
  await server.stop()
  const last = await start(allowing, clock)
  await say(await back(last), 'five')
  await expect.poll(() => receiver.texts).toEqual(['one', 'two', 'three', 'four', 'five'])
  const taken = receiver.received.length
  expect([taken, receiver.mostOpen]).toEqual([9, 1])
  await last.stop()
})

async function back(server: ApiServer): Promise<Page> {
  const page = new Page(server)
  await page.enter('user.sign-in', 'ann')
  return page
}

test('what is told is the fact of the API, signed; what is forged or old shows (rule B8)', async () => {
  const server = await start()
  const ann = await speaker(server)
  const { webhook, secret } = await tell(ann)
  const message = await say(ann, 'signed é')
  await receiver.told(1)
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
  const told: unknown = JSON.parse(body)
  expect(told).toMatchObject({
    id: `${webhook.id}-${message.position}`,
    event: 'message.sent',
    channel: { name: 'builds' },
    position: message.position,
    message,
    clientTag: null,
    fromBot: false,
  })
  const timestamp = String(headers['x-parlance-timestamp'])
  const signature = String(headers['x-parlance-signature'])
  expect(headers['x-parlance-id']).toBe(`${webhook.id}-${message.position}`)
  const verify = await verifierOfTheDocument()
  const now = Number(timestamp)
  expect(verify({ secret, timestamp, signature, body }, now)).toBe(true)
  for (const forged of [
    { body: body.replace('signed', 'forged') },
    { timestamp: String(now + 1) },
    { signature: signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
    { signature: '' },
    { secret: `${secret}x` },
  ])
    expect([forged, verify({ secret, timestamp, signature, body, ...forged }, now)]).toEqual([forged, false])
  expect(verify({ secret, timestamp, signature, body }, now + 301)).toBe(false)
  await server.stop()
})

interface Claimed {
  readonly secret: string
  readonly timestamp: string
  readonly signature: string
  readonly body: string
}

/** The very lines that docs/webhooks.md gives to people. */
async function verifierOfTheDocument(): Promise<(claimed: Claimed, now: number) => boolean> {
  const document = readFileSync(join(import.meta.dirname, '../../../../docs/webhooks.md'), 'utf8')
  const code = /```js\n([^]*?)```/.exec(document)?.[1] ?? ''
  const file = join(data, 'verify.mjs')
  writeFileSync(file, code)
  const loaded: { verify: (claimed: Claimed, now: number) => boolean } = await import(
    pathToFileURL(file).href
  )
  return loaded.verify
}

test('edits and deletions are told where they are asked for, and what bots say is not (rule B7)', async () => {
  const server = await start()
  const ann = await speaker(server)
  await tell(ann, ['message.sent', 'message.edited', 'message.deleted'])
  const { path } = await ann.call('webhook.create-incoming', { channel: 'builds', name: 'ci' })
  await fetch(`http://${server.place}${path}`, { method: 'POST', body: '{"text":"loop"}' })
  const [one, two] = [await say(ann, 'one'), await say(ann, 'two')]
  await receiver.told(2)
  await ann.call('message.edit', { channel: 'builds', message: one.id, text: 'one, better' })
  await ann.call('message.delete', { channel: 'builds', message: two.id })
  await receiver.told(4)
  const told = receiver.received.map(({ body }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server sends
    const { event, message } = JSON.parse(body) as { event: string; message: { text: string } }
    return `${event} ${message.text}`
  })
  expect(told).toEqual([
    'message.sent one',
    'message.sent two',
    'message.edited one, better',
    'message.deleted ',
  ])
  await server.stop()
})

test('a removed one is told no more', async () => {
  const server = await start()
  const ann = await speaker(server)
  const { webhook } = await tell(ann)
  await say(ann, 'one')
  await receiver.told(1)
  await ann.call('webhook.remove', { webhook: webhook.id })
  await say(ann, 'two')
  await tell(ann)
  await say(ann, 'three')
  await expect.poll(() => receiver.texts).toEqual(['one', 'three'])
  await server.stop()
})

async function refused(page: Page, url: string): Promise<unknown> {
  return (await page.post('webhook.create-outgoing', { channel: 'builds', url })).body
}

test('only moderators make one, and never to where the operator does not allow it (rule B9)', async () => {
  const server = await start([])
  const ann = await speaker(server)
  const bob = await server.register('bob')
  await bob.call('channel.join', { channel: 'builds' })
  expect(await refused(bob, 'https://x.org/')).toMatchObject({ code: 'channel-role-required' })
  for (const url of [
    ...['http://x.org/', 'ftp://x.org/', 'file:///etc/passwd', 'x', '', 'https://a:b@x.org/', 'https://'],
    ...[
      'https://127.0.0.1/',
      'https://127.1/',
      'https://2130706433/',
      'https://0x7f.0.0.1/',
      'https://017700000001/',
    ],
    ...[
      'https://10.1.2.3/',
      'https://169.254.169.254/latest',
      'https://0.0.0.0/',
      'https://[::1]/',
      'https://[::]/',
    ],
    ...['https://[::ffff:10.0.0.1]/', 'https://[fd00:ec2::254]/', 'https://[fe80::1]/', 'https://[ff02::1]/'],
    ...[
      'https://[64:ff9b::a00:1]/',
      'https://[2002:a00:1::]/',
      'https://[::7f00:1]/',
      `https://x.org/${'a'.repeat(3000)}`,
    ],
  ])
    expect([url, await refused(ann, url)]).toMatchObject([url, { code: 'bad-input' }])
  expect(await ann.call('webhook.list', { channel: 'builds' })).toEqual({ incoming: [], outgoing: [] })
  await server.stop()
})
