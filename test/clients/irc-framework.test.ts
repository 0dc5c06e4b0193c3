/** irc-framework, the library of The Lounge and Kiwi IRC. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register, type LineClient } from '../door/line-client.ts'
import { startForClients, type ClientsServer } from './clients-server.ts'
import { FrameworkPerson } from './framework-person.ts'

let server: ClientsServer
let ann: LineClient
/** Asks for the history; gus is played what he missed. */
let fay: FrameworkPerson
let gus: FrameworkPerson

/** The server may have to be built first. */
const startDeadlineMs = 60_000
/** What was opened is closed, last first, also when opening the next failed. */
const closing: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  server = await startForClients()
  closing.unshift(() => server.stop())
  ann = await register(server.plainPort, 'ann')
  closing.unshift(() => ann.destroy())
  for (const name of ['fay', 'gus']) (await register(server.plainPort, name)).destroy()
  const extra = ['draft/chathistory', 'echo-message']
  fay = new FrameworkPerson('fay', { port: server.ircPort, extra })
  gus = new FrameworkPerson('gus', { port: server.ircPort })
}, startDeadlineMs)

afterAll(async () => {
  for (const close of closing) await close()
})

test('it signs in with SASL over TLS and is in its channels', async () => {
  for (const person of [fay, gus]) {
    person.connect()
    closing.unshift(() => person.client.quit('bye'))
  }
  await fay.waitFor('loggedin', { account: 'fay' })
  await fay.waitFor('registered', { nick: 'fay' })
  await fay.waitFor('join', { nick: 'fay', channel: '#general' })
  await gus.waitFor('join', { nick: 'gus', channel: '#general' })
})

test('it joins a channel, hears the plain door there and is heard', async () => {
  fay.client.join('#tea')
  await fay.waitFor('join', { nick: 'fay', channel: '#tea' })
  gus.client.join('#tea')
  await gus.waitFor('join', { nick: 'gus', channel: '#tea' })
  await ann.ask('/join #tea', '* talking in #tea')
  await fay.waitFor('join', { nick: 'ann', channel: '#tea', account: 'ann' })
  await ann.ask('hello from nc', '[#tea] ann: hello from nc')
  await fay.waitFor('privmsg', { nick: 'ann', target: '#tea', message: 'hello from nc' })
  ann.say('/me waves')
  await fay.waitFor('action', { nick: 'ann', target: '#tea', message: 'waves' })
  fay.client.say('#tea', 'hello from the library')
  await fay.waitFor('privmsg', { nick: 'fay', target: '#tea', message: 'hello from the library' })
  await ann.waitFor('[#tea] fay: hello from the library')
  fay.client.action('#tea', 'nods')
  await ann.waitFor('[#tea] * fay nods')
})

test('it writes and receives private messages', async () => {
  await ann.ask('/pm fay psst', '[pm -> fay] psst')
  await fay.waitFor('privmsg', { nick: 'ann', target: 'fay', message: 'psst' })
  fay.client.say('ann', 'quiet, please')
  await ann.waitFor('[pm] fay: quiet, please')
})

test('it shows who is typing, and a reaction to a message', async () => {
  fay.client.tagmsg('#tea', { '+typing': 'active' })
  const typing = await gus.waitFor('tagmsg', { nick: 'fay', target: '#tea' })
  expect(typing['tags']).toMatchObject({ '+typing': 'active' })
  await ann.ask('cake?', '[#tea] ann: cake?')
  const { tags } = await fay.waitFor('privmsg', { nick: 'ann', message: 'cake?' })
  const { msgid } = tags as { readonly msgid: string }
  fay.client.tagmsg('#tea', { '+draft/react': '🍰', '+draft/reply': msgid })
  const reaction = await gus.waitFor('tagmsg', { nick: 'fay', target: '#tea' })
  expect(reaction['tags']).toMatchObject({ '+draft/react': '🍰', '+draft/reply': msgid })
})

test('on return it is given the history it asks for, or what it missed if it cannot ask', async () => {
  await Promise.all([fay.leave(), gus.leave()])
  await Promise.all([server.lost('fay'), server.lost('gus')])
  await ann.ask('missed words', '[#tea] ann: missed words')
  await ann.ask('/pm gus missed secret', '[pm -> gus] missed secret')
  gus.connect()
  await gus.waitFor('join', { nick: 'gus', channel: '#tea' })
  const first = await gus.waitFor('privmsg', { target: '#tea' })
  expect(first).toMatchObject({ nick: 'ann', message: 'missed words', time: expect.any(Number) as number })
  await gus.waitFor('privmsg', { nick: 'ann', target: 'gus', message: 'missed secret' })
  fay.connect()
  await fay.waitFor('join', { nick: 'fay', channel: '#tea' })
  fay.client.raw('CHATHISTORY', 'LATEST', '#tea', '*', '2')
  await fay.waitFor('batch start chathistory')
  const batch = { type: 'chathistory', params: ['#tea'] }
  for (const message of ['cake?', 'missed words'])
    expect(await fay.waitFor('privmsg')).toMatchObject({ nick: 'ann', target: '#tea', message, batch })
  await fay.waitFor('batch end chathistory')
})

test('it shows a kick by the console with its reason and its time', async () => {
  await server.console('kick', 'fay', '60', 'too', 'loud')
  await fay.waitFor('notice', { message: 'You were kicked by the operator for 1 min: too loud' })
  await fay.waitFor('irc error', { error: 'irc', reason: 'kicked' })
  await fay.waitFor('close')
})

test('it is refused with the reason while the kick runs, and let in when it is lifted', async () => {
  fay.connect()
  const { message } = await fay.waitFor('sasl failed')
  expect(message).toMatch(/you were kicked; you can come back in (1 min|\d+ s): too loud/)
  await fay.waitFor('close')
  await server.console('unban', 'fay')
  fay.connect()
  await fay.waitFor('join', { nick: 'fay', channel: '#tea' })
  fay.client.say('#tea', 'I am quiet now')
  await ann.waitFor('[#tea] fay: I am quiet now')
})
