/** One user with several clients: a shared name and shared channels, and whoever comes back gets what was missed, once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  connectIrc,
  enter,
  introduction,
  newUser,
  password,
  returning,
  type IrcPerson,
} from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

async function leave(person: IrcPerson): Promise<void> {
  person.say('QUIT')
  await person.ended
}

const texts = (lines: readonly string[]) =>
  lines.filter((line) => / PRIVMSG /.test(line)).map((line) => line.replace(/^.* PRIVMSG \S+ :?/, ''))

test('clients of one user are called the same, whatever nick they give', async () => {
  const first = await newUser(server.port, 'ann')
  const second = await connectIrc(server.port)
  second.say(`PASS :ann:${password}`, ...introduction('ann_phone'))
  await second.waitFor(/ 001 ann :/)
  await second.fence()
  expect(await first.ask('NICK anna')).toEqual([':ann!ann@ann.user NICK anna'])
  expect(await second.fence()).toEqual([':ann!ann@ann.user NICK anna'])
  expect(await second.ask('ISON ann anna')).toEqual([':irc.test 303 anna anna'])
  await leave(first)
  await leave(second)
})

test('what one client does the others see: joining, speaking, topics, leaving', async () => {
  const first = await newUser(server.port, 'bea')
  const second = await returning(server.port, 'bea')
  await first.ask('JOIN #shared')
  expect(await second.fence()).toEqual([
    ':bea!bea@bea.user JOIN #shared',
    ':irc.test 353 bea = #shared @bea',
    ':irc.test 366 bea #shared :End of /NAMES list',
  ])
  expect(await second.ask('PRIVMSG #shared :from the second', 'TOPIC #shared :ours')).toEqual([
    ':bea!bea@bea.user TOPIC #shared ours',
  ])
  expect(await first.fence()).toEqual([
    ':bea!bea@bea.user PRIVMSG #shared :from the second',
    ':bea!bea@bea.user TOPIC #shared ours',
  ])
  const carl = await newUser(server.port, 'carl')
  await first.ask('PRIVMSG carl :hello carl')
  expect(await second.fence()).toEqual([':bea!bea@bea.user PRIVMSG carl :hello carl'])
  await carl.ask('PRIVMSG bea :hello bea')
  for (const client of [first, second])
    expect(await client.fence()).toEqual([':carl!carl@carl.user PRIVMSG bea :hello bea'])
  await second.ask('PART #shared :enough')
  expect(await first.fence()).toEqual([':bea!bea@bea.user PART #shared enough'])
})

test('others see one person come, when the first client comes, and go, when the last one goes', async () => {
  const watcher = await newUser(server.port, 'wanda')
  await watcher.ask('JOIN #door')
  const first = await newUser(server.port, 'dora')
  await first.ask('JOIN #door')
  const second = await returning(server.port, 'dora')
  await watcher.fence()
  await leave(first)
  expect(await watcher.fence()).toEqual([])
  second.say('QUIT :good night')
  await second.ended
  await watcher.waitFor(/^:dora!dora@dora\.user QUIT :Quit: good night/)
  await watcher.fence()
  expect(watcher.lines.filter((line) => line.includes(' QUIT '))).toHaveLength(1)
  const third = await returning(server.port, 'dora')
  expect(await watcher.fence()).toEqual([':dora!dora@dora.user JOIN #door'])
  await leave(third)
})

test('a returning client is in its channels again, in the order it joined them', async () => {
  const first = await newUser(server.port, 'emma')
  await first.ask('JOIN #b', 'JOIN #a', 'JOIN #c', 'PART #a', 'TOPIC #b :about b')
  await leave(first)
  const back = await connectIrc(server.port)
  const lines = await back.ask(`PASS :emma:${password}`, 'NICK emma', 'USER emma 0 * :emma')
  const shown = lines.slice(lines.findIndex((line) => line.includes(' JOIN ')))
  expect(shown).toEqual([
    ':emma!emma@emma.user JOIN #b',
    ':irc.test 332 emma #b :about b',
    expect.stringMatching(/^:irc\.test 333 emma #b emma\S* \d+$/),
    ':irc.test 353 emma = #b @emma',
    ':irc.test 366 emma #b :End of /NAMES list',
    ':emma!emma@emma.user JOIN #c',
    ':irc.test 353 emma = #c @emma',
    ':irc.test 366 emma #c :End of /NAMES list',
  ])
})

test('what was missed is played back with its time, after the channel is shown, once', async () => {
  const fred = await newUser(server.port, 'fred')
  const gabi = await newUser(server.port, 'gabi')
  await fred.ask('JOIN #news')
  await gabi.ask('JOIN #news', 'PRIVMSG #news :seen')
  await fred.fence()
  await leave(fred)
  await gabi.ask('PRIVMSG #news :missed one', 'NOTICE #news :missed two', 'PRIVMSG fred :in private')
  const back = await connectIrc(server.port)
  const lines = await back.ask(`PASS :fred:${password}`, ...introduction('fred', 'server-time message-tags'))
  const after = lines.slice(lines.findIndex((line) => line.includes(' 366 fred #news ')) + 1)
  const time = String.raw`^@time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z;msgid=\S+ :gabi!gabi@gabi\.user`
  // By their times, since channels come in no order of their own.
  expect(after.toSorted()).toEqual([
    expect.stringMatching(new RegExp(`${time} PRIVMSG #news :missed one$`)),
    expect.stringMatching(new RegExp(`${time} NOTICE #news :missed two$`)),
    expect.stringMatching(new RegExp(`${time} PRIVMSG fred :in private$`)),
  ])
  await leave(back)
  const again = await returning(server.port, 'fred')
  expect(texts(again.lines)).toEqual([])
})

test('who has chathistory is played nothing back, and can ask for it', async () => {
  const hans = await newUser(server.port, 'hans')
  const ines = await newUser(server.port, 'ines')
  await hans.ask('JOIN #log')
  await ines.ask('JOIN #log')
  await leave(hans)
  await ines.ask('PRIVMSG #log :while hans was away')
  const back = await connectIrc(server.port)
  const lines = await back.ask(
    `PASS :hans:${password}`,
    ...introduction('hans', 'batch draft/chathistory server-time message-tags'),
  )
  expect(texts(lines)).toEqual([])
  expect(texts(await back.ask('CHATHISTORY LATEST #log * 10'))).toEqual(['while hans was away'])
})

test('what another client of the user has on its screen was not missed', async () => {
  const jana = await newUser(server.port, 'jana')
  const kurt = await newUser(server.port, 'kurt')
  await jana.ask('JOIN #read')
  await kurt.ask('JOIN #read', 'PRIVMSG #read :jana reads this')
  await jana.fence()
  const phone = await returning(server.port, 'jana')
  expect(texts(phone.lines)).toEqual([])
})

test('nothing is lost and nothing comes twice while messages arrive during the registration', async () => {
  const lena = await newUser(server.port, 'lena')
  const mark = await newUser(server.port, 'mark')
  await lena.ask('JOIN #busy')
  await mark.ask('JOIN #busy')
  const total = 400
  let said = 0
  const heard: string[] = []
  await lena.fence()
  await leave(lena)
  for (let round = 0; round < 8; round += 1) {
    const lines = Array.from({ length: total / 8 }, () => `PRIVMSG #busy :number ${(said += 1)}`)
    const person = await connectIrc(server.port)
    // Both at once: what is said comes before, during and after the registration.
    mark.say(...lines.slice(0, 25))
    person.say(`PASS :lena:${password}`, ...introduction('lena'))
    mark.say(...lines.slice(25))
    await mark.fence()
    await person.waitFor(/ (376|422) /)
    await person.fence()
    person.say('PING :through')
    await person.waitFor(' PONG irc.test through')
    heard.push(...texts(person.lines))
    await leave(person)
  }
  expect(heard).toEqual(Array.from({ length: total }, (_, index) => `number ${index + 1}`))
})

test('whoever missed more than a page is told of the newest, and how many there were (rule D11)', async () => {
  const nina = await newUser(server.port, 'nina')
  const olaf = await newUser(server.port, 'olaf')
  await nina.ask('JOIN #long')
  await olaf.ask('JOIN #long')
  await leave(nina)
  await olaf.ask(...Array.from({ length: 70 }, (_, index) => `PRIVMSG #long :number ${index}`))
  const back = await returning(server.port, 'nina')
  expect(texts(back.lines)).toEqual(Array.from({ length: 50 }, (_, index) => `number ${index + 20}`))
  expect(back.lines).toContain(
    ':irc.test NOTICE nina :You missed 70 messages in #long: these are the last 50',
  )
})

test('a client that leaves without a word keeps nothing back: what it was not sent is played back', async () => {
  const paul = await newUser(server.port, 'paul')
  const rosa = await newUser(server.port, 'rosa')
  await paul.ask('JOIN #cut')
  await rosa.ask('JOIN #cut', 'PRIVMSG #cut :one')
  await paul.fence()
  paul.wire.destroy()
  await rosa.waitFor(/^:paul!\S+ QUIT /)
  await rosa.ask('PRIVMSG #cut :two')
  const back = await enter(await connectIrc(server.port), [`PASS :paul:${password}`, ...introduction('paul')])
  expect(texts(back.lines)).toEqual(['two'])
})
