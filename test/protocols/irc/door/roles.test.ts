/** Roles and powers at the IRC door: what is given takes nothing away, a voice stands beside a role, an operator's power is answered. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newGuest, newUser, type IrcPerson } from './irc-client.ts'
import { startIrc, startIrcForTest, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['irc.operators=[{"name": "root", "password": "toor-toor"}]'])
})

afterAll(() => server.stop())

function guest(nick: string): Promise<IrcPerson> {
  return newGuest(server.port, nick)
}

async function namesIn(person: IrcPerson, channel: string): Promise<string> {
  const lines = await person.ask(`NAMES ${channel}`)
  return lines.find((line) => line.includes(' 353 '))?.replace(/^.* [=@*] \S+ :?/, '') ?? ''
}

describe('MODE', () => {
  test('an operator who makes an owner an operator too leaves them an owner', async () => {
    const ann = await guest('ann')
    const bob = await guest('bob')
    await ann.ask('JOIN #owned', 'MODE #owned +q ann')
    await bob.ask('JOIN #owned')
    await ann.ask('MODE #owned +o bob', 'MODE #owned +o ann')
    expect(await namesIn(bob, '#owned')).toContain('~ann')
  })

  test('a voice given to an operator stays when the operator steps down', async () => {
    const person = await guest('cleo')
    await person.ask('JOIN #voice', 'MODE #voice +v cleo')
    expect(await namesIn(person, '#voice')).toBe('@cleo')
    await person.ask('MODE #voice -o cleo')
    expect(await namesIn(person, '#voice')).toBe('+cleo')
  })

  test('several changes of one command are told to who gave it as one line', async () => {
    const person = await guest('dora')
    await person.ask('JOIN #many')
    expect(await person.ask('MODE #many +mk-t secret')).toEqual([
      expect.stringMatching(/^:dora!\S+ MODE #many \+mk-t secret$/),
    ])
  })
})

describe('OPER', () => {
  test('KILL disconnects somebody for the reason given, and says that it has', async () => {
    const operator = await guest('olga')
    const victim = await newUser(server.port, 'vic')
    expect(await operator.ask('KILL vic :no power yet')).toEqual([expect.stringContaining(' 481 olga ')])
    await operator.ask('OPER root toor-toor')
    expect(await operator.ask('KILL vic :too loud')).toEqual([':irc.test NOTICE olga :vic was disconnected'])
    expect((await victim.untilEnd()).join('\n')).toContain('too loud')
  })

  test('a wrong password gives no power', async () => {
    const person = await guest('pete')
    expect(await person.ask('OPER root wrong')).toEqual([':irc.test 464 pete :Password incorrect'])
    expect(await person.ask('WALLOPS :hello')).toEqual([expect.stringContaining(' 481 pete ')])
  })

  test('whoever guesses too often is told to wait, not that the password is wrong', async () => {
    const guessing = await startIrcForTest()
    const person = await newGuest(guessing.port, 'gina')
    const guesses = Array.from({ length: 12 }, (_, n) => `OPER root guess${n}`)
    expect((await person.ask(...guesses)).at(-1)).toMatch(/^:irc\.test 263 gina OPER :.*try again/i)
  })

  test('what is for the console alone is refused also to operators', async () => {
    const person = await guest('rosa')
    await person.ask('OPER root toor-toor')
    expect(await person.ask('REHASH')).toEqual([expect.stringMatching(/ 723 rosa rehash :.*console/)])
  })
})
