/** Every call that is described, with good input, against the running server: it answers in the form that is described, and nothing else. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verbs } from '../../../../src/protocols/api/verbs.ts'
import type { CallAnswer, CallInput, CallName } from '../../../../src/protocols/api/wire.ts'
import { programOf, put, type Brought } from '../uploads/bringing.ts'
import { password, startApi, type ApiServer, type Page } from './api-server.ts'

let server: ApiServer
const called = new Set<string>()

beforeAll(async () => {
  server = await startApi([
    'push.allowedHosts=["127.0.0.1:9"]',
    'webhooks.allowedHosts=["127.0.0.1:9"]',
    'webhooks.allowHttp=true',
  ])
})

afterAll(async () => {
  await server.stop()
  expect([...called].toSorted()).toEqual(Object.keys(verbs).toSorted())
})

type Call = <Name extends CallName>(name: Name, input: CallInput<Name>) => Promise<CallAnswer<Name>>

/** The page holds every answer to its description. */
function callOf(page: Page): Call {
  return async (name, input) => {
    const answer = await page.call(name, input)
    called.add(name)
    return answer
  }
}

async function people(...names: readonly string[]): Promise<readonly Call[]> {
  const calls: Call[] = []
  for (const name of names) calls.push(callOf(await server.register(name)))
  return calls
}

test('channels', async () => {
  const [ann, bob] = await people('ann', 'bob')
  if (ann === undefined || bob === undefined) throw new Error('nobody is there')
  const { channel } = await ann('channel.create', { name: 'garden' })
  const garden = { channel: channel.id }
  await bob('channel.join', { channel: '#garden' })
  await bob('channel.show', garden)
  await bob('channel.list', {})
  await bob('channel.list-own', {})
  await bob('channel.list-members', garden)
  await bob('channel.set-level', { ...garden, level: 'all' })
  await ann('channel.set-topic', { ...garden, topic: 'roses' })
  await ann('channel.change-setting', { ...garden, change: { setting: 'moderated', value: true } })
  await ann('channel.set-member-role', { ...garden, user: 'bob', role: 'voice' })
  await ann('channel.add-mask', { ...garden, list: 'ban', mask: 'nobody', seconds: 60 })
  expect((await ann('channel.list-masks', garden)).masks).toHaveLength(1)
  await ann('channel.remove-mask', { ...garden, list: 'ban', mask: 'nobody' })
  await ann('channel.remove-member', { ...garden, user: 'bob', reason: 'for now' })
  await ann('channel.invite', { ...garden, user: 'bob' })
  expect((await bob('channel.list-invitations', {})).channels).toHaveLength(1)
  await bob('channel.join', garden)
  await bob('channel.leave', garden)
  await bob('channel.find-direct', { user: 'ann' })
  await bob('channel.open-direct', { user: 'ann' })
  expect((await bob('channel.find-direct', { user: 'ann' })).channel).not.toBeNull()
  await ann('channel.rename', { ...garden, name: 'orchard', reason: 'trees' })
  await ann('channel.archive', garden)
})

test('messages', async () => {
  const [cleo, dan] = await people('cleo', 'dan')
  if (cleo === undefined || dan === undefined) throw new Error('nobody is there')
  await cleo('channel.create', { name: 'talk' })
  await dan('channel.join', { channel: 'talk' })
  const { message } = await cleo('message.send', {
    channel: 'talk',
    text: 'hello https://example.org',
    clientTag: 'one',
  })
  const about = { channel: 'talk', message: message.id }
  await dan('message.send', { channel: 'talk', text: 'hi @cleo', replyTo: message.id })
  await cleo('message.edit', { ...about, text: 'hello again https://example.org' })
  await dan('message.react', { ...about, reaction: '👍' })
  await cleo('message.pin', about)
  expect((await dan('message.list-pinned', { channel: 'talk' })).messages).toHaveLength(1)
  const history = await dan('message.read-history', { channel: 'talk', limit: 10 })
  expect(history.messages[0]?.reactions).toMatchObject([{ reaction: '👍', users: [{ name: 'dan' }] }])
  await dan('message.read-range', { channel: 'talk', limit: 10, around: { message: message.id } })
  const near = { channel: 'talk', limit: 3, around: { position: 1 } } as const
  expect((await dan('message.read-range', near)).messages.map((each) => each.position)).toEqual([1, 2])
  const { changes, position } = await dan('message.list-changes', { channel: 'talk', after: 0 })
  expect(changes.map(({ kind }) => kind).toSorted()).toEqual(['message', 'message', 'pin', 'reaction'])
  expect(
    (await dan('message.search', { text: 'hello', has: 'link', from: 'cleo', channel: 'talk' })).found,
  ).toHaveLength(1)
  await dan('message.mark-read', { positions: [{ channel: message.channel, position }] })
  await dan('message.relay', { channel: 'talk', kind: 'tags', tags: { typing: 'active' } })
  await dan('message.report', { ...about, reason: 'only a test' })
  await dan('message.unreact', { ...about, reaction: '👍' })
  await cleo('message.remove-preview', { ...about, url: 'https://example.org/' })
  await cleo('message.unpin', about)
  await cleo('message.delete', about)
})

test('files', async () => {
  const page = await server.register('ella')
  const ella = callOf(page)
  const program = await programOf(page)
  const brought = await put(server, program, { name: 'one.txt', bytes: 'one' })
  const { upload } = (await brought.json()) as Brought
  expect((await ella('upload.show-quota', {})).used).toBe(3)
  await ella('upload.remove', { upload: upload.id })
  const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#369' } }).png()
  const face = await put(server, program, { name: 'face.png', bytes: await picture.toBuffer() })
  const own = (await face.json()) as Brought
  const { avatar } = await ella('user.set-avatar', { upload: own.upload.id })
  const { id } = await ella('user.show', { name: 'ella' })
  expect(await ella('user.list-avatars', { users: [id] })).toEqual({ avatars: [{ user: id, avatar }] })
})

test('users and what they choose', async () => {
  const [eva, finn] = await people('eva', 'finn')
  if (eva === undefined || finn === undefined) throw new Error('nobody is there')
  await finn('user.show', { name: 'eva' })
  await eva('user.set-display-name', { displayName: 'Eva of the North' })
  await eva('user.change-setting', { setting: 'invisible', value: true })
  await eva('user.accept', { user: 'finn', accepted: true })
  await eva('presence.set-away', { text: 'at lunch' })
  await eva('presence.who-is-online', {})
  await eva('user.rename', { name: 'evita' })
  await eva('user.show-notifications', {})
  await eva('user.set-notifications', { showText: false })
  await eva('user.change-password', { current: password, password: 'another horse battery' })
})

test('sign-ins, and browsers that are called', async () => {
  const page = await server.register('gil')
  const gil = callOf(page)
  const { token } = await gil('token.create', { name: 'script' })
  expect((await gil('token.list', {})).tokens).toHaveLength(2)
  await gil('token.revoke', { token: token.id })
  await gil('token.revoke-others', {})
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const p256dh = publicKey.export({ type: 'spki', format: 'der' }).subarray(-65).toString('base64url')
  const keys = { p256dh, auth: randomBytes(16).toString('base64url') }
  await gil('push.subscribe', { endpoint: 'https://127.0.0.1:9/push', keys })
  expect((await gil('push.list', {})).subscriptions).toHaveLength(1)
  await gil('push.test', {})
  await gil('push.unsubscribe', {})
})

test('bots and webhooks', async () => {
  const page = await server.register('hal')
  const hal = callOf(page)
  await server.command('/grant hal admin')
  await hal('bot.create', { name: 'robot' })
  expect((await hal('bot.list', {})).bots).toHaveLength(1)
  await hal('bot.list-all', {})
  const { token } = await hal('bot.create-token', { bot: 'robot', name: 'second' })
  expect((await hal('bot.list-tokens', { bot: 'robot' })).tokens).toHaveLength(2)
  await hal('bot.revoke-token', { bot: 'robot', token: token.id })
  await hal('bot.remove', { name: 'robot' })
  await hal('channel.create', { name: 'hooks' })
  await hal('webhook.create-incoming', { channel: 'hooks', name: 'deploys' })
  await hal('webhook.create-outgoing', { channel: 'hooks', url: 'http://127.0.0.1:9/told' })
  const { incoming, outgoing } = await hal('webhook.list', { channel: 'hooks' })
  for (const { id } of [...incoming, ...outgoing]) await hal('webhook.remove', { webhook: id })
})

test('what operators do', async () => {
  const [ida] = await people('ida', 'jon')
  if (ida === undefined) throw new Error('nobody is there')
  await server.command('/grant ida admin')
  await ida('user.mute', { name: 'jon', seconds: 60, reason: 'calm' })
  await ida('user.unmute', { name: 'jon' })
  await ida('user.remove-avatar', { name: 'jon', reason: 'unkind' })
  await ida('user.kick', { name: 'jon', seconds: 60 })
  await ida('user.ban', { subject: '203.0.113.0/24', reason: 'spam' })
  expect((await ida('sanction.list', {})).sanctions).toHaveLength(2)
  await ida('user.unban', { subject: '203.0.113.0/24' })
  const { reports } = await ida('report.list', {})
  await ida('report.settle', { report: reports[0]?.id ?? '', reason: 'seen' })
  expect((await ida('audit.list', {})).entries.length).toBeGreaterThan(5)
  await ida('node.announce', { text: 'a test' })
})
