/** Bots over HTTP and the WebSocket, and how IRC and the plain door show them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { join } from 'node:path'
import { Operator } from '../../../scenes/doors/console.ts'
import { connectLines, register, type LineClient } from '../../../door/line-client.ts'
import { ApiSocket } from './api-socket.ts'
import { password, startApi, type ApiServer, type Page } from './api-server.ts'

let server: ApiServer
let ann: Page

beforeEach(async () => {
  server = await startApi(['irc.enabled=true'])
  ann = await server.register('ann')
})

afterEach(() => server.stop())

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })

/** What is refused, by its code. */
async function refused(page: Page, name: string, input: unknown): Promise<unknown> {
  const { status, body } = await page.post(name, input)
  expect(status).toBeGreaterThanOrEqual(400)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the form of every refusal
  return (body as { code: unknown }).code
}

test('a bot speaks by its token and is shown as one everywhere (rule B2)', async () => {
  const { bot, secret } = await ann.call('bot.create', { name: 'echo' })
  expect(bot).toMatchObject({ user: { name: 'echo', account: 'echo', bot: true }, owner: { name: 'ann' } })
  const socket = ann.socket()
  await socket.ready()
  const irc = await ircClient('bob')
  const plain = await register(server.inner.port, 'carl')
  await server.post('channel.join', { channel: 'general' }, bearer(secret))
  const sent = await server.post('message.send', { channel: 'general', text: 'beep' }, bearer(secret))
  expect(sent).toMatchObject({ status: 200 })
  await expect.poll(() => socket.facts('message.sent')).toHaveLength(1)
  expect(socket.facts('message.sent')[0]).toMatchObject({
    fromBot: true,
    message: { text: 'beep', author: { name: 'echo', bot: true } },
  })
  await irc.waitFor(/^@\S*bot\S* :echo!echo@echo\.bot PRIVMSG #general :?beep/)
  await new ApiSocket(server.place, bearer(secret)).ready()
  irc.say('WHOIS echo')
  await irc.waitFor(/^\S* ?:\S+ 335 bob echo :is a bot on/)
  plain.say('/whois echo')
  await plain.waitFor(/echo is a bot of ann/)
  const { messages } = await ann.call('message.read-history', { channel: 'general' })
  expect(messages.at(-1)).toMatchObject({ author: { name: 'echo', bot: true } })
  expect(await ann.call('user.show', { name: 'echo' })).toMatchObject({ kind: 'bot', owner: { name: 'ann' } })
  irc.end()
  plain.end()
})

async function ircClient(nick: string): Promise<LineClient> {
  const place = /127\.0\.0\.1:(\d+)/.exec(server.inner.running.doors['irc'] ?? '')?.[1]
  const client = await connectLines(Number(place))
  await server.register(nick)
  const plain = Buffer.from(`\0${nick}\0${password}`).toString('base64')
  client.say('CAP REQ :sasl message-tags')
  for (const line of [
    `NICK ${nick}`,
    `USER ${nick} 0 * :${nick}`,
    'AUTHENTICATE PLAIN',
    `AUTHENTICATE ${plain}`,
    'CAP END',
  ])
    client.say(line)
  await client.waitFor(/ 376 | 422 /)
  return client
}

test('nobody signs in as a bot by a password, and it takes none (rule B1)', async () => {
  await ann.call('bot.create', { name: 'echo' })
  for (const secret of ['', 'null', password])
    expect(await refused(ann, 'user.sign-in', { name: 'echo', password: secret })).toBe('wrong-password')
  const operator = await Operator.open(join(server.inner.data, 'console.sock'), 'tester')
  expect(await operator.types('/grant echo admin')).toMatchObject({
    ok: false,
    text: 'a bot cannot be given a role',
  })
  operator.leaves()
})

test('its owner makes and revokes its tokens; whoever came by one is disconnected (rule B1)', async () => {
  const { secret: first } = await ann.call('bot.create', { name: 'echo' })
  const { secret, token } = await ann.call('bot.create-token', { bot: 'ECHO', name: 'second' })
  const { tokens } = await ann.call('bot.list-tokens', { bot: 'echo' })
  expect(tokens.map(({ name }) => name)).toEqual(['second', 'first'])
  const [one, two] = [first, secret].map((word) => new ApiSocket(server.place, bearer(word)))
  await one?.ready()
  await two?.ready()
  await ann.call('bot.revoke-token', { bot: 'echo', token: token.id })
  expect(await two?.ended()).toMatchObject({ code: 4103 })
  expect(one?.closed).toBeNull()
  expect(await server.post('channel.list', {}, bearer(secret))).toMatchObject({ status: 401 })
  expect(await refused(ann, 'bot.revoke-token', { bot: 'echo', token: token.id })).toBe('token-not-valid')
})

test('a bot is nobody else’s: what is not there, not a bot or not yours is answered alike (rule B3)', async () => {
  const bob = await server.register('bob')
  await ann.call('bot.create', { name: 'echo' })
  for (const name of ['echo', 'ann', 'nobody']) {
    expect(await refused(bob, 'bot.create-token', { bot: name, name: 'x' })).toBe('no-such-bot')
    expect(await refused(bob, 'bot.list-tokens', { bot: name })).toBe('no-such-bot')
    expect(await refused(bob, 'bot.remove', { name })).toBe('no-such-bot')
  }
  expect(await bob.call('bot.list', {})).toEqual({ bots: [] })
  expect(await refused(bob, 'bot.list-all', {})).toBe('operator-only')
  await server.command('/grant bob moderator')
  expect((await bob.call('bot.list-all', {})).bots.map(({ user }) => user.name)).toEqual(['echo'])
  await bob.call('bot.remove', { name: 'echo' })
  expect(await ann.call('bot.list', {})).toEqual({ bots: [] })
})

test('a bot makes no bots and no tokens, has no role and is always shown as one', async () => {
  const { secret } = await ann.call('bot.create', { name: 'echo' })
  const as = bearer(secret)
  for (const [name, input] of [
    ['bot.create', { name: 'child' }],
    ['token.create', { name: 'more' }],
    ['user.change-setting', { setting: 'bot', value: false }],
  ] as const)
    expect([name, (await server.post(name, input, as)).status]).toEqual([name, 400])
  expect(await refused(ann, 'bot.create', { name: 'echo' })).toBe('name-taken')
  expect(await refused(ann, 'bot.create', { name: 'no spaces' })).toBe('bad-name')
})

test('a removed bot is gone at once, and what it said stays (rule B3)', async () => {
  const { secret } = await ann.call('bot.create', { name: 'echo' })
  const bot = new ApiSocket(server.place, bearer(secret))
  await bot.ready()
  await bot.call('channel.join', { channel: 'general' })
  await bot.call('message.send', { channel: 'general', text: 'last words' })
  const socket = ann.socket()
  await socket.ready()
  await ann.call('bot.remove', { name: 'echo' })
  expect(await bot.ended()).toMatchObject({ code: 4103 })
  await expect.poll(() => socket.facts('member.left').map(({ user }) => user.name)).toEqual(['echo'])
  const { messages } = await ann.call('message.read-history', { channel: 'general' })
  expect(messages.map(({ text }) => text)).toContain('last words')
  expect((await server.register('echo')).user).toMatchObject({ name: 'echo', kind: 'person' })
})

test('a kick, a ban and a mute of the owner hold for the bots too, as those of the bot itself (rule B4)', async () => {
  const { secret } = await ann.call('bot.create', { name: 'echo' })
  const as = bearer(secret)
  const say = async () => (await server.post('message.send', { channel: 'general', text: 'hi' }, as)).body
  await server.post('channel.join', { channel: 'general' }, as)
  await server.command('/mute ann')
  expect(await say()).toMatchObject({ code: 'muted' })
  await server.command('/unmute ann')
  const bot = new ApiSocket(server.place, as)
  await bot.ready()
  await server.command('/ban ann')
  expect(await bot.ended()).toMatchObject({ code: 4101 })
  expect(await say()).toMatchObject({ code: 'banned' })
  await server.command('/unban ann')
  await server.command('/kick echo 60')
  expect(await say()).toMatchObject({ code: 'kicked' })
})

test('users.bots: operators leaves bots to operators', async () => {
  const whoMay = async () => (await fetch(`http://${server.place}/api/server`)).json()
  expect(await whoMay()).toMatchObject({ server: { bots: 'users' } })
  await server.inner.reconfigure(['irc.enabled=true', 'users.bots=operators'])
  expect(await whoMay()).toMatchObject({ server: { bots: 'operators' } })
  expect(await refused(ann, 'bot.create', { name: 'echo' })).toBe('operator-only')
  await server.command('/grant ann moderator')
  expect(await ann.call('bot.create', { name: 'echo' })).toMatchObject({ bot: { user: { name: 'echo' } } })
})

test('somebody has so many bots at most', async () => {
  for (let index = 0; index < 50; index++) await ann.call('bot.create', { name: `bot-${index}` })
  expect(await refused(ann, 'bot.create', { name: 'one-more' })).toBe('too-many-entries')
})
