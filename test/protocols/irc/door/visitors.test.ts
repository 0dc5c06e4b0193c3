/** Where guests are not allowed: a visitor is told how to sign in, can do that and nothing else, and every way in leads in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectLines } from '../../../door/line-client.ts'
import {
  connectIrc,
  enter,
  introduction,
  password,
  plainAnswer,
  returning,
  type IrcPerson,
} from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['users.guests=false', 'channels.default=["general"]'])
  await known('ann')
  await known('zoe', oneWord)
})

afterAll(() => server.stop())

const oneWord = 'correct-horse-battery'

async function known(name: string, secret = password): Promise<void> {
  const wire = await connectLines(server.port)
  wire.say(...introduction(name, '', [`REGISTER * * :${secret}`]), 'QUIT')
  await wire.ended
}

async function visitor(nick: string): Promise<IrcPerson> {
  return enter(await connectIrc(server.port), [`NICK ${nick}`, `USER ${nick} 0 * :${nick}`])
}

const signIn = 'Sign in first: /msg NickServ HELP tells how'

test('a visitor is welcomed and told by NickServ how to sign in', async () => {
  const person = await connectIrc(server.port)
  const lines = await person.ask('NICK vera', 'USER vera 0 * :Vera')
  expect(lines[0]).toMatch(/^:irc\.test 001 vera :/)
  const told = lines.filter((line) => line.startsWith(':NickServ!services@irc.test NOTICE vera :'))
  expect(told.join('\n')).toContain('/msg NickServ IDENTIFY NAME PASSWORD')
  expect(told.join('\n')).toContain('/msg NickServ REGISTER PASSWORD')
})

test('a visitor may take another nick, if it could be one', async () => {
  const person = await visitor('vera')
  expect(await person.ask('NICK :a b')).toEqual([expect.stringContaining(' 432 vera ')])
  expect(await person.ask('NICK wanda')).toEqual([':vera NICK wanda'])
})

test('a visitor who cannot register here is not told to', async () => {
  const closed = await startIrc(['users.guests=false', 'users.registration=closed'])
  const person = await connectIrc(closed.port)
  const lines = await person.ask('NICK vera', 'USER vera 0 * :Vera')
  expect(lines.join('\n')).not.toContain('REGISTER')
  expect(await person.ask(`REGISTER * * :${password}`)).toEqual([
    expect.stringMatching(/^:irc\.test FAIL REGISTER \S+ vera :/),
  ])
  await closed.stop()
})

test.each([
  'JOIN #general',
  'PRIVMSG #general :hello',
  'PRIVMSG ann :hello',
  'TAGMSG #general',
  'WHO #general',
  'WHO *',
  'WHOIS ann',
  'WHOWAS ann',
  'NAMES #general',
  'LIST',
  'TOPIC #general',
  'MODE #general',
  'INVITE ann #general',
  'KICK #general ann',
  'MONITOR + ann',
  'ISON ann',
  'USERHOST ann',
  'CHATHISTORY LATEST #general * 10',
  'METADATA ann GET avatar',
  'MARKREAD #general',
  'OPER root secret',
  'SETNAME :Somebody',
  'AWAY :gone',
  'WALLOPS :hello',
  'PART #general',
  'RENAME #general #other',
])('a visitor may not %s', async (line) => {
  const person = await visitor('visiting')
  await person.ask('CAP REQ :message-tags batch')
  const answer = await person.ask(line.replace('TAGMSG', '@+typing=active TAGMSG'))
  expect(answer).toEqual([`:irc.test 451 visiting :${signIn}`])
  person.say('QUIT')
  await person.ended
})

test('a visitor hears nothing of what is said, and nobody hears of the visitor', async () => {
  const ann = await returning(server.port, 'ann')
  const person = await visitor('silent')
  await ann.ask('PRIVMSG #general :for members')
  expect(await person.fence()).toEqual([])
  expect(await ann.ask('WHOIS silent', 'ISON silent', 'PRIVMSG silent :there?')).toEqual([
    ':irc.test 401 ann silent :No such nick/channel',
    ':irc.test 318 ann silent :End of /WHOIS list',
    ':irc.test 303 ann :',
    ':irc.test 401 ann silent :no such user: silent',
  ])
  person.say('QUIT :nobody cares')
  await person.ended
  // Somebody with a name comes and goes after the visitor, and is all that is heard.
  const zoe = await enter(await connectIrc(server.port), [`PASS :zoe:${oneWord}`, ...introduction('zoe')])
  zoe.say('QUIT :good night')
  await zoe.ended
  await ann.waitFor(/ QUIT :Quit: good night/)
  expect(await ann.fence()).toEqual([
    expect.stringMatching(/^:zoe!\S+ JOIN #general$/),
    expect.stringMatching(/^:zoe!\S+ QUIT :Quit: good night$/),
  ])
  ann.say('QUIT')
  await ann.ended
})

test('a visitor may change their nick, ask the server about itself, and leave', async () => {
  const person = await visitor('nora')
  expect(await person.ask('NICK nina')).toEqual([':nora NICK nina'])
  expect((await person.ask('LUSERS', 'VERSION', 'TIME', 'HELP')).join('\n')).not.toContain(signIn)
  person.say('QUIT')
  expect((await person.untilEnd()).at(-1)).toMatch(/^ERROR /)
})

/** Signed in, in the channels of the user, and able to speak. */
async function isIn(person: IrcPerson, nick: string): Promise<void> {
  expect(await person.ask('PRIVMSG #general :I am in', `WHOIS ${nick}`)).toContainEqual(
    expect.stringMatching(new RegExp(`^:irc\\.test 330 ${nick} ${nick} \\S+ :`)),
  )
  person.say('QUIT')
  await person.ended
}

describe('a way in', () => {
  test('is PASS with name and password', async () => {
    const person = await connectIrc(server.port)
    person.say(`PASS :ann:${password}`, 'NICK ann', 'USER ann 0 * :Ann')
    await person.waitFor(' 001 ann ')
    await isIn(person, 'ann')
  })

  test('is PASS with the password alone, where the nick is the account', async () => {
    const person = await connectIrc(server.port)
    person.say(`PASS :${password}`, 'NICK ann', 'USER ann 0 * :Ann')
    await person.waitFor(' 001 ann ')
    await isIn(person, 'ann')
  })

  test.each(['PRIVMSG NickServ :', 'NS ', 'NICKSERV ', 'PRIVMSG NickServ@irc.test :'])(
    'is %sIDENTIFY, with a name and without',
    async (to) => {
      const named = await visitor('somebody')
      const lines = await named.ask(`${to}IDENTIFY ann ${password}`)
      expect(lines.join('\n')).toContain('NOTICE ann :You are signed in as ann')
      await isIn(named, 'ann')
      const unnamed = await visitor('zoe')
      const told = await unnamed.ask(`${to}IDENTIFY ${oneWord}`)
      expect(told.join('\n')).toContain('NOTICE zoe :You are signed in as zoe')
      await isIn(unnamed, 'zoe')
    },
  )

  test('is NickServ REGISTER, which makes an account of the nick', async () => {
    const person = await visitor('newbie')
    const lines = await person.ask('PRIVMSG NickServ :REGISTER my-password')
    expect(lines.join('\n')).toContain('NOTICE newbie :newbie is registered and yours from now on')
    expect(lines).toContainEqual(expect.stringMatching(/^:newbie!\S+ JOIN #general$/))
    await isIn(person, 'newbie')
    const again = await connectIrc(server.port)
    await enter(again, ['PASS newbie:my-password', ...introduction('newbie')])
    await isIn(again, 'newbie')
  })

  test('is REGISTER', async () => {
    const person = await visitor('regina')
    expect((await person.ask(`REGISTER * * :${password}`)).join('\n')).toContain(
      ':irc.test REGISTER SUCCESS regina :',
    )
    await isIn(person, 'regina')
  })

  test('is AUTHENTICATE after the welcome', async () => {
    const person = await visitor('latecomer')
    const lines = await person.ask(
      'CAP REQ sasl',
      'AUTHENTICATE PLAIN',
      `AUTHENTICATE ${plainAnswer('ann', password)}`,
    )
    expect(lines.slice(0, 4)).toEqual([
      ':irc.test CAP latecomer ACK sasl',
      'AUTHENTICATE +',
      ':irc.test 900 latecomer latecomer!ann@ann.user ann :You are now logged in as ann',
      ':irc.test 903 latecomer :SASL authentication successful',
    ])
    expect(lines[4]).toBe(':latecomer NICK ann')
    expect(lines).toContain(':ann!ann@ann.user JOIN #general')
    await isIn(person, 'ann')
  })

  test('is shut to a wrong password, whichever it is, and the visitor may try again', async () => {
    const person = await visitor('guesser')
    const tries = await person.ask('NS IDENTIFY ann wrong-one', 'NS IDENTIFY nobody wrong-one')
    expect(tries).toHaveLength(2)
    for (const line of tries) expect(line).toMatch(/^:NickServ!services@irc\.test NOTICE guesser :wrong /)
    expect(await person.ask('JOIN #general')).toEqual([`:irc.test 451 guesser :${signIn}`])
    await person.ask(`NS IDENTIFY ann ${password}`)
    await isIn(person, 'ann')
  })

  test('is not open to a name that somebody owns', async () => {
    const person = await visitor('ann')
    const lines = await person.ask('NS REGISTER my-password', 'REGISTER * * my-password')
    expect(lines[0]).toMatch(/^:NickServ!services@irc\.test NOTICE ann :/)
    expect(lines[1]).toMatch(/^:irc\.test FAIL REGISTER ACCOUNT_EXISTS ann :/)
    expect(await person.ask('JOIN #general')).toEqual([`:irc.test 451 ann :${signIn}`])
  })
})
