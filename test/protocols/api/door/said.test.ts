/** What was said, as both clients make it whole again: the message that is answered and read later. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageSaid, saidWhole } from '../../../../client/src/said.ts'
import { messageSaid as messageOnPage } from '../../../../web/src/state/said.ts'
import { programOf, share } from '../uploads/bringing.ts'
import { startApi, type ApiServer, type Page } from './api-server.ts'
import { ApiSocket } from './api-socket.ts'
import { readySocket } from './at-once.ts'

let server: ApiServer
let ann: Page
let bob: Page

beforeAll(async () => {
  server = await startApi(['users.guests=true'])
  ann = await server.register('ann')
  bob = await server.register('bob')
})

afterAll(() => server.stop())

async function sayAll(): Promise<void> {
  const { message } = await ann.call('message.send', { channel: 'general', text: 'plain', clientTag: 'mark' })
  await ann.call('message.send', { channel: 'general', text: 'waves', kind: 'action', replyTo: message.id })
  await share(server, await programOf(ann), { name: 'notes.txt', bytes: 'one\n' })
  const { secret } = await ann.call('bot.create', { name: 'robot' })
  const bot = new ApiSocket(server.place, { Authorization: `Bearer ${secret}` })
  await bot.ready()
  await bot.call('channel.join', { channel: 'general' })
  await bot.call('message.send', { channel: 'general', text: 'beep' })
  const guest = new ApiSocket(server.place)
  await guest.opened()
  await guest.ask('user.enter-as-guest', { name: 'gus' })
  await guest.call('message.send', { channel: 'general', text: 'from outside' })
  const { channel } = await ann.call('channel.open-direct', { user: 'bob' })
  await ann.call('message.send', { channel: channel.id, text: 'for you' })
}

test('both clients make the message of the history of what they are told', async () => {
  const socket = await readySocket(bob)
  await sayAll()
  await expect.poll(() => socket.facts('message.sent').length).toBe(6)
  const facts = socket.facts('message.sent')
  const channels = new Set(facts.map(({ channel }) => channel.id))
  const pages = [...channels].map((channel) => bob.call('message.read-history', { channel, limit: 50 }))
  const stored = (await Promise.all(pages)).flatMap(({ messages }) => messages)
  expect(facts.map(messageSaid)).toEqual(stored)
  expect(facts.map(messageOnPage)).toEqual(stored)
  expect(facts.map(saidWhole)).toMatchObject([
    { channel: { between: null }, clientTag: 'mark', inReplyTo: null, fromBot: false },
    { clientTag: null, inReplyTo: { author: 'ann', text: 'plain' } },
    { message: { uploads: [{ name: 'notes.txt' }] } },
    { fromBot: true },
    { message: { author: { account: null, bot: false } } },
    { channel: { kind: 'direct', between: [{ name: 'ann' }, { name: 'bob' }] } },
  ])
})
