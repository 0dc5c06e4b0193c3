/** What one person and one address may do, and how long: budgets, floods, targets, connections, guesses, silence. */
import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import {
  connectIrc,
  enter,
  introduction,
  newGuest,
  newUser,
  password,
  plainAnswer,
  type IrcPerson,
} from './irc-client.ts'
import { startIrcForTest, type IrcServer } from './irc-server.ts'

async function start(...settings: readonly string[]): Promise<{ server: IrcServer; clock: ManualClock }> {
  const clock = new ManualClock()
  // Who waits is told by the timers: calls to browsers have one of their own.
  return { server: await startIrcForTest(['push.enabled=false', ...settings], { clock }), clock }
}

const pace = ['limits.commandBurst=20', 'limits.commandsPerSecond=5']

/** Moves the clock on as long as the server makes somebody wait, until the work is done. */
async function whileTimePasses<T>(clock: ManualClock, work: () => Promise<T>): Promise<T> {
  const atRest = clock.waiting
  const state = { done: false }
  const finished = work().finally(() => (state.done = true))
  // Told to whoever awaits it, below.
  finished.catch(() => undefined)
  while (!state.done) {
    if (clock.waiting > atRest) clock.advance(200)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return finished
}

describe('a budget', () => {
  test('slows what comes too fast; nothing is lost, and the order is kept (rule D10)', async () => {
    const { server, clock } = await start(...pace)
    const eve = await newGuest(server.port, 'eve')
    const bob = await newGuest(server.port, 'bob')
    await whileTimePasses(clock, () => eve.ask('JOIN #x'))
    await whileTimePasses(clock, () => bob.ask('JOIN #x'))
    const before = clock.now()
    const said = Array.from({ length: 60 }, (_, index) => `PRIVMSG #x :number ${index}`)
    await whileTimePasses(clock, () => eve.ask(...said))
    // What is over the burst comes at five a second.
    expect(clock.now() - before).toBeGreaterThan(7000)
    const heard = (await bob.fence()).filter((line) => line.includes('PRIVMSG'))
    expect(heard.map((line) => line.split(' :')[1])).toEqual(said.map((line) => line.split(' :')[1]))
  })

  test('is each person’s own: while one is slowed, others are not', async () => {
    const { server, clock } = await start(...pace)
    const eve = await newGuest(server.port, 'eve')
    const bob = await newGuest(server.port, 'bob')
    const atRest = clock.waiting
    eve.say('JOIN #x', ...Array.from({ length: 100 }, () => 'PRIVMSG #x :flood'))
    await expect.poll(() => clock.waiting).toBeGreaterThan(atRest)
    // The clock stands still: eve waits, and bob does not.
    expect(await bob.ask('JOIN #y', 'PRIVMSG #y :unhindered', 'TOPIC #y')).toContain(
      ':irc.test 331 bob #y :No topic is set',
    )
  })

  test('ends whoever floods for long, with ERROR and in the words of a QUIT that others see', async () => {
    const { server, clock } = await start(...pace)
    const eve = await newGuest(server.port, 'eve')
    const bob = await newGuest(server.port, 'bob')
    await eve.ask('JOIN #x')
    await bob.ask('JOIN #x')
    const flood = Array.from({ length: 1000 }, (_, index) => `PRIVMSG #x :flood ${index}`)
    const last = await whileTimePasses(clock, () => {
      eve.say(...flood)
      return eve.untilEnd()
    })
    expect(last.at(-1)).toBe('ERROR :Closing link: (eve) [Excess flood]')
    await bob.waitFor(/^:eve!\S+ QUIT :Excess flood/)
    const heard = bob.lines.filter((line) => line.includes('PRIVMSG #x :flood'))
    expect(heard.length).toBeGreaterThan(100)
    expect(heard.length).toBeLessThan(300)
    expect(heard.map((line) => line.split('#x :')[1])).toEqual(
      flood.slice(0, heard.length).map((line) => line.split('#x :')[1]),
    )
  })

  test('forgives whoever pastes now and then, however often', async () => {
    const { server, clock } = await start(...pace)
    const ann = await newGuest(server.port, 'ann')
    await ann.ask('JOIN #x')
    for (let paste = 0; paste < 6; paste += 1) {
      await whileTimePasses(clock, () => ann.ask(...Array.from({ length: 60 }, () => 'PRIVMSG #x :pasted')))
      clock.advance(30_000)
    }
    expect(await ann.fence()).toEqual([])
  })

  test('holds for commands that only ask, too', async () => {
    const { server, clock } = await start(...pace)
    const eve = await newGuest(server.port, 'eve')
    for (const line of ['MOTD', 'LUSERS', 'CAP LS', 'MONITOR L', 'VERSION', 'NONSENSE', '']) {
      const before = clock.now()
      await whileTimePasses(clock, () => eve.ask(...Array.from({ length: 300 }, () => line)))
      expect({ line, waited: clock.now() - before > 1000 }).toEqual({ line, waited: true })
      clock.advance(100_000)
    }
  })
})

test('whoever writes to too many different people must wait a minute for new ones', async () => {
  const { server, clock } = await start('irc.targetsPerMinute=3')
  const eve = await newGuest(server.port, 'eve')
  const people: IrcPerson[] = []
  for (const nick of ['p1', 'p2', 'p3', 'p4']) people.push(await newGuest(server.port, nick))
  expect(await eve.ask('PRIVMSG p1 :a', 'NOTICE p2 :b', 'PRIVMSG p3 :c', 'PRIVMSG P1 :d')).toEqual([])
  const refused = ':irc.test 439 eve p4 :You are writing to too many different people: wait a minute'
  expect(await eve.ask('PRIVMSG p4 :e')).toEqual([refused])
  expect(await people[3]?.fence()).toEqual([])
  expect(await people[0]?.fence()).toHaveLength(2)
  clock.advance(61_000)
  expect(await eve.ask('PRIVMSG p4 :f')).toEqual([])
  expect(await people[3]?.fence()).toEqual([expect.stringMatching(/ PRIVMSG p4 f$/)])
})

test('connections from one address are limited, those from others are not', async () => {
  const { server } = await start('limits.connectionsPerAddress=3')
  const first = await connectIrc(server.port)
  await connectIrc(server.port)
  await connectIrc(server.port)
  const fourth = await connectIrc(server.port)
  expect(await fourth.untilEnd()).toEqual(['ERROR :Too many connections from your address'])
  expect(await (await connectIrc(server.port, '127.0.0.2')).fence()).toEqual([])
  first.say('QUIT')
  await first.ended
  await expect.poll(async () => await (await connectIrc(server.port)).fence().catch(() => null)).toEqual([])
})

async function guess(person: IrcPerson, name: string, secret: string): Promise<string> {
  const lines = await person.ask('AUTHENTICATE PLAIN', `AUTHENTICATE ${plainAnswer(name, secret)}`)
  return lines.at(-1) ?? ''
}

describe('guesses at passwords over SASL', () => {
  test('are slowed for a name from wherever they come, with words that say for how long', async () => {
    const { server, clock } = await start()
    await newUser(server.port, 'ann')
    const last: string[] = []
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const person = await connectIrc(server.port, `127.0.1.${attempt + 1}`)
      await person.ask('CAP REQ sasl')
      last.push(await guess(person, attempt % 2 === 0 ? 'ann' : 'ANN', 'a wrong one'))
    }
    expect(last.slice(0, 5).every((line) => line.includes(' 904 * :SASL authentication failed: wrong'))).toBe(
      true,
    )
    expect(last[6]).toMatch(/ 904 \* :SASL authentication failed: too many attempts/)
    const owner = await connectIrc(server.port)
    await owner.ask('CAP REQ sasl')
    expect(await guess(owner, 'ann', password)).toContain('too many attempts')
    clock.advance(60_000)
    expect(await guess(owner, 'ann', password)).toContain(' 903 ')
  })

  test('are slowed for an address, whatever names they try, PASS and NickServ counted in', async () => {
    const { server } = await start()
    const person = await connectIrc(server.port, '127.0.0.9')
    await person.ask('CAP REQ sasl')
    let last = ''
    for (let attempt = 0; attempt < 60; attempt += 1) last = await guess(person, `n${attempt}`, 'guess')
    expect(last).toContain('wrong')
    const guest = await enter(await connectIrc(server.port, '127.0.0.9'), introduction('gus'))
    await guest.ask(...Array.from({ length: 45 }, (_, index) => `NS IDENTIFY m${index} guess`))
    expect((await guest.ask('NS IDENTIFY other guess')).at(-1)).toContain('too many attempts')
    expect(await guess(person, 'one-more', 'guess')).toContain('too many attempts')
    const elsewhere = await connectIrc(server.port, '127.0.0.10')
    await elsewhere.ask('CAP REQ sasl')
    expect(await guess(elsewhere, 'one-more', 'guess')).toContain('wrong')
  })
})

describe('time', () => {
  test('runs out for a connection that never registers', async () => {
    const { server, clock } = await start('limits.signInSeconds=30')
    const silent = await connectIrc(server.port)
    const half = await connectIrc(server.port)
    await half.ask('CAP LS 302', 'NICK half')
    clock.advance(29_000)
    await half.fence()
    clock.advance(2000)
    expect(await silent.untilEnd()).toEqual(['ERROR :Closing link: (*) [Registration timed out]'])
    expect((await half.untilEnd()).at(-1)).toBe('ERROR :Closing link: (half) [Registration timed out]')
  })

  test('passes for somebody silent: asked with PING, then closed, and others see why', async () => {
    const { server, clock } = await start('irc.pingInterval=60s', 'irc.pingTimeout=20s')
    const silent = await newGuest(server.port, 'silent')
    const alive = await newGuest(server.port, 'alive')
    await silent.ask('JOIN #x')
    await alive.ask('JOIN #x')
    await silent.fence()
    clock.advance(61_000)
    await silent.waitFor(/^PING :?irc\.test\r?$/)
    await alive.waitFor(/^PING :?irc\.test\r?$/)
    alive.say('PONG irc.test')
    await alive.fence()
    clock.advance(21_000)
    expect((await silent.untilEnd()).at(-1)).toMatch(
      /^ERROR :Closing link: \(silent\) \[Ping timeout: \d+ seconds\]$/,
    )
    await alive.waitFor(/^:silent!\S+ QUIT :Ping timeout: \d+ seconds/)
    clock.advance(30_000)
    expect((await alive.fence()).filter((line) => line.startsWith('ERROR'))).toEqual([])
    for (let minutes = 0; minutes < 10; minutes += 1) {
      clock.advance(61_000)
      await alive.waitFor(/^PING :?irc\.test\r?$/)
      await alive.ask('PONG :irc.test')
    }
  })

  test('does not pass for somebody who talks', async () => {
    const { server, clock } = await start('irc.pingInterval=60s', 'irc.pingTimeout=20s')
    const ann = await newGuest(server.port, 'ann')
    for (let count = 0; count < 10; count += 1) {
      clock.advance(50_000)
      expect(await ann.ask('ISON ann')).toEqual([':irc.test 303 ann ann'])
    }
  })
})
