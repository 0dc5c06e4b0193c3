/** What a client is shown because of what others do stands by itself, whatever it is being answered at that moment. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUser, returning } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['users.bcryptCost=12'])
})

afterAll(() => server.stop())

test('a channel that is renamed, or joined from another client, is not shown in a labelled answer', async () => {
  const ann = await newUser(server.port, 'ann')
  await ann.ask('JOIN #old', 'TOPIC #old :about it')
  const ben = await newUser(server.port, 'ben', 'batch labeled-response draft/read-marker')
  const phone = await returning(server.port, 'ben')
  await ben.ask('JOIN #old')
  const cara = await newUser(server.port, 'cara')
  // Until the service has looked at the password, everybody's PONG waits.
  cara.say('PRIVMSG NickServ :IDENTIFY ben wrong')
  phone.say('TIME')
  await phone.waitFor(/ 391 /)
  ben.say('@label=waits PING after')
  ann.say('RENAME #old #older')
  phone.say('JOIN #new')
  const seen = await ben.fence()
  const pong = '@label=waits :irc.test PONG irc.test after'
  expect(seen.filter((line) => line.startsWith('@'))).toEqual([pong])
  const before = seen.slice(0, seen.indexOf(pong))
  expect(before.filter((line) => line.includes('#old'))).toEqual([
    ':ben!ben@ben.user PART #old :now called #older',
    ':ben!ben@ben.user JOIN #older',
    ':irc.test 332 ben #older :about it',
    expect.stringMatching(/^:irc\.test 333 ben #older ann\S* \d+$/),
    ':irc.test MARKREAD #older *',
    expect.stringMatching(/^:irc\.test 353 ben = #older :(@ann ben|ben @ann)$/),
    ':irc.test 366 ben #older :End of /NAMES list',
  ])
  expect(before.filter((line) => line.includes('#new'))).toEqual([
    ':ben!ben@ben.user JOIN #new',
    ':irc.test MARKREAD #new *',
    ':irc.test 353 ben = #new @ben',
    ':irc.test 366 ben #new :End of /NAMES list',
  ])
})

test('a renamed channel is joined as the client is used to be shown it', async () => {
  const dan = await newUser(server.port, 'dan', 'extended-join')
  await dan.ask('JOIN #d')
  expect((await dan.ask('RENAME #d #e'))[1]).toBe(':dan!dan@dan.user JOIN #e dan dan')
})
