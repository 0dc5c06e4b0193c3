/** Addresses that post into a channel: over real HTTP, as programs made for Slack do it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startApi, type ApiServer, type Page } from './api-server.ts'

let server: ApiServer
let ann: Page

beforeEach(async () => {
  server = await startApi()
  ann = await server.register('ann')
  await ann.call('channel.create', { name: 'builds' })
})

afterEach(() => server.stop())

interface Said {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

async function post(path: string, body: string | Buffer, type?: string): Promise<Said> {
  const headers = type === undefined ? {} : { 'Content-Type': type }
  const response = await fetch(`http://${server.place}${path}`, { method: 'POST', headers, body })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const json = (path: string, payload: unknown) => post(path, JSON.stringify(payload), 'application/json')
const make = (name = 'ci') => ann.call('webhook.create-incoming', { channel: 'builds', name })

async function said(): Promise<readonly string[]> {
  const { messages } = await ann.call('message.read-history', { channel: 'builds' })
  return messages.map(({ author, text }) => `${author.name}: ${text}`)
}

test('what is posted is said by its own bot, to everybody at once (rule B5)', async () => {
  const socket = ann.socket()
  await socket.ready()
  const { webhook, path } = await make()
  expect(webhook).toMatchObject({ bot: { name: 'ci' }, by: { name: 'ann' } })
  const answer = await json(path, { text: 'done: <https://x.org|log> &amp; more', username: 'Jenkins' })
  expect(answer).toMatchObject({ status: 200, text: 'ok' })
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  await expect.poll(() => socket.facts('message.sent')).toHaveLength(1)
  expect(socket.facts('message.sent')[0]).toMatchObject({
    fromBot: true,
    message: { text: 'done: log (https://x.org) & more', author: { name: 'ci', bot: true } },
  })
  const { members } = await ann.call('channel.list-members', { channel: 'builds' })
  expect(members.map(({ user, bot }) => [user.name, bot])).toEqual([
    ['ann', false],
    ['ci', true],
  ])
})

test('the body may be JSON or a form, whatever it is called', async () => {
  const { path } = await make()
  await post(path, 'payload=%7B%22text%22%3A%22form%22%7D', 'application/x-www-form-urlencoded')
  await post(path, '{"text":"mislabelled"}', 'application/x-www-form-urlencoded')
  await post(path, '{"text":"plain"}', 'text/plain')
  await post(path, Buffer.from('{"text":"unlabelled"}'))
  expect(await said()).toEqual(['ci: form', 'ci: mislabelled', 'ci: plain', 'ci: unlabelled'])
})

test('what cannot be said is refused in text, and nothing is stored', async () => {
  const { path } = await make()
  for (const [body, status] of [
    ['', 400],
    ['nonsense', 400],
    ['{"text":""}', 400],
    ['[]', 400],
    [JSON.stringify({ text: 'x'.repeat(5000) }), 400],
    [JSON.stringify({ text: 'x'.repeat(70_000) }), 413],
  ] as const) {
    const answer = await post(path, body, 'application/json')
    expect([body.slice(0, 20), answer.status]).toEqual([body.slice(0, 20), status])
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.text).not.toMatch(/^[{[]/)
  }
  expect(await said()).toEqual([])
})

test('control characters and line ends do nothing but end lines', async () => {
  const { path } = await make()
  await json(path, { text: 'one\r\nQUIT :x\u0000\u0001\u001b[2Jtwo' })
  expect(await said()).toEqual(['ci: one\nQUIT :x[2Jtwo'])
})

test('an address that is not known, or no longer, is nothing (rule B6)', async () => {
  const { webhook, path } = await make()
  expect(await json(`/api/hooks/plh_${'A'.repeat(43)}`, { text: 'x' })).toMatchObject({ status: 404 })
  expect(await ann.call('webhook.list', { channel: 'builds' })).toEqual({ incoming: [webhook], outgoing: [] })
  expect(JSON.stringify(webhook)).not.toContain(path.slice(-43))
  await json(path, { text: 'before' })
  await ann.call('webhook.remove', { webhook: webhook.id })
  expect(await json(path, { text: 'after' })).toMatchObject({ status: 404, text: 'there is no such webhook' })
  expect(await said()).toEqual(['ci: before'])
  expect(await ann.call('webhook.list', { channel: 'builds' })).toEqual({ incoming: [], outgoing: [] })
  const { members } = await ann.call('channel.list-members', { channel: 'builds' })
  expect(members).toHaveLength(1)
})

test('only moderators of the channel make, see and remove them (rule B6)', async () => {
  const bob = await server.register('bob')
  await bob.call('channel.join', { channel: 'builds' })
  const { webhook } = await make()
  const refused = async (name: string, input: unknown) => (await bob.post(name, input)).body
  const denied = { code: 'channel-role-required' }
  expect(await refused('webhook.create-incoming', { channel: 'builds', name: 'x' })).toMatchObject(denied)
  expect(await refused('webhook.list', { channel: 'builds' })).toMatchObject(denied)
  expect(await refused('webhook.remove', { webhook: webhook.id })).toMatchObject({ code: 'no-such-webhook' })
  await ann.call('channel.set-member-role', { channel: 'builds', user: 'bob', role: 'moderator' })
  await bob.call('webhook.remove', { webhook: webhook.id })
  const { secret } = await ann.call('bot.create', { name: 'echo' })
  const asBot = await server.post(
    'webhook.create-incoming',
    { channel: 'general', name: 'y' },
    { Authorization: `Bearer ${secret}` },
  )
  expect(asBot.body).toMatchObject({ code: 'bad-input' })
})

test('it stops where the channel is archived, its bot is put out, muted or banned (rule B6)', async () => {
  const { path } = await make()
  const { path: other } = await make('other')
  await server.command('/mute ci')
  expect(await json(path, { text: 'x' })).toMatchObject({
    status: 403,
    text: expect.stringContaining('muted'),
  })
  await server.command('/unmute ci')
  await ann.call('channel.remove-member', { channel: 'builds', user: 'ci' })
  expect(await json(path, { text: 'x' })).toMatchObject({ status: 403 })
  await server.command('/ban ci')
  expect(await json(path, { text: 'x' })).toMatchObject({
    status: 403,
    text: expect.stringContaining('banned'),
  })
  expect(await json(other, { text: 'y' })).toMatchObject({ status: 200 })
  await ann.call('channel.archive', { channel: 'builds' })
  expect(await json(other, { text: 'z' })).toMatchObject({
    status: 409,
    text: expect.stringContaining('archived'),
  })
  const { incoming } = await ann.call('webhook.list', { channel: 'builds' })
  for (const { id } of incoming) await ann.call('webhook.remove', { webhook: id })
  expect(await said()).toEqual(['other: y'])
})

test('it has the budget of everybody, and is told how long to wait', async () => {
  const { path } = await make()
  await server.inner.reconfigure(['irc.enabled=false', 'limits.commandBurst=3', 'limits.commandsPerSecond=1'])
  const answers: Said[] = []
  for (let index = 0; index < 12; index++) answers.push(await json(path, { text: `number ${index}` }))
  const held = answers.filter(({ status }) => status === 429)
  expect(held.length).toBeGreaterThan(0)
  for (const { headers } of held) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  await server.inner.reconfigure(['irc.enabled=false'])
  expect(await said()).toHaveLength(12 - held.length)
})

test('the secret is in no log and not in the database (rule B6)', async () => {
  const { path } = await make()
  await json(path, { text: 'x' })
  const secret = path.slice('/api/hooks/'.length)
  expect(JSON.stringify(server.inner.log)).not.toContain(secret)
  const files = readdirSync(server.inner.data).filter((file) => file.startsWith('parlance.sqlite'))
  expect(files).not.toEqual([])
  for (const file of files)
    expect(readFileSync(join(server.inner.data, file), 'latin1')).not.toContain(secret)
})
