/** One chat through two doors: what is done at the plain door as IRC shows it, and the other way round. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { register, type LineClient } from '../../../door/line-client.ts'
import { newUser, returning, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer
let round = 0
/** At the plain door, and what happens there is told up to here. */
let pat: LineClient
/** With everything IRCv3 has, and with nothing of it. */
let modern: IrcPerson
let old: IrcPerson

const capabilities =
  'batch draft/message-redaction draft/multiline echo-message labeled-response message-tags server-time draft/chathistory'

beforeAll(async () => {
  server = await startIrc(['channels.default=["general"]'])
})

afterAll(() => server.stop())

beforeEach(async () => {
  round += 1
  pat = await register(server.plainPort, `pat${round}`)
  modern = await newUser(server.port, `mo${round}`, capabilities)
  old = await newUser(server.port, `ola${round}`)
  await told()
})

/** Everything done so far has reached everybody. */
async function told(): Promise<{
  modern: readonly string[]
  old: readonly string[]
  pat: readonly string[]
}> {
  const seen = await pat.fence(`f${(fences += 1)}`)
  return { modern: (await modern.fence()).map(timeless), old: await old.fence(), pat: seen }
}
let fences = 0

/** Without the tags that no test can know. */
function timeless(line: string): string {
  return line.replace(/time=[^; ]+;?/, '').replace(/^@ /, '')
}

const as = (nick: string) => `:${nick}!${nick}@${nick}.user`
const id = '[0-9A-Z]{26}'

test('what is said at the plain door is said in IRC, with its identifier for those who take it', async () => {
  pat.say('hello from nc', '/me waves')
  const seen = await told()
  expect(seen.old).toEqual([
    `${as(`pat${round}`)} PRIVMSG #general :hello from nc`,
    `${as(`pat${round}`)} PRIVMSG #general :\u0001ACTION waves\u0001`,
  ])
  expect(seen.modern[0]).toMatch(
    new RegExp(`^@msgid=${id} ${as(`pat${round}`)} PRIVMSG #general :hello from nc$`),
  )
})

test('an edit at the plain door is a new line in IRC that says so, and names the message it changes', async () => {
  pat.say('helo')
  const [sent = ''] = (await told()).modern
  const message = new RegExp(`msgid=(${id})`).exec(sent)?.[1] ?? ''
  pat.say('/edit hello')
  const seen = await told()
  expect(seen.old).toEqual([`${as(`pat${round}`)} PRIVMSG #general :hello (edited)`])
  expect(seen.modern).toEqual([
    `@+draft/edit=${message} ${as(`pat${round}`)} PRIVMSG #general :hello (edited)`,
  ])
  const later = await modern.ask('CHATHISTORY LATEST #general * 1')
  expect(later.join('\n')).toContain('PRIVMSG #general :hello (edited)')
})

test('a deletion at the plain door is REDACT for those who know it, and an action for all others', async () => {
  pat.say('a mistake')
  const [sent = ''] = (await told()).modern
  const message = new RegExp(`msgid=(${id})`).exec(sent)?.[1] ?? ''
  pat.say('/delete')
  const seen = await told()
  expect(seen.modern).toEqual([`${as(`pat${round}`)} REDACT #general ${message}`])
  expect(seen.old).toEqual([`${as(`pat${round}`)} PRIVMSG #general :\u0001ACTION deleted a message\u0001`])
  expect((await modern.ask('CHATHISTORY LATEST #general * 10')).join('\n')).not.toContain('a mistake')
})

test('REDACT in IRC takes a message back at every door', async () => {
  const [echo = ''] = await modern.ask('PRIVMSG #general :to be taken back')
  const message = new RegExp(`msgid=(${id})`).exec(echo)?.[1] ?? ''
  await told()
  await modern.ask(`REDACT #general ${message} :spam`)
  const seen = await told()
  expect(seen.pat).toEqual([`* mo${round} deleted a message in #general`])
  expect(seen.old).toEqual([`${as(`mo${round}`)} PRIVMSG #general :\u0001ACTION deleted a message\u0001`])
})

test('a private message that is taken back is told to the other one alone', async () => {
  pat.say(`/pm mo${round} a secret`)
  const [sent = ''] = (await told()).modern
  expect(sent).toMatch(new RegExp(` PRIVMSG mo${round} :a secret$`))
  pat.say('/delete')
  const seen = await told()
  expect(seen.modern).toEqual([
    expect.stringMatching(new RegExp(`^${as(`pat${round}`)} REDACT mo${round} ${id}$`)),
  ])
  expect(seen.old).toEqual([])
})

test('a reaction in IRC is TAGMSG for those who take tags, words at the plain door, and nothing elsewhere', async () => {
  pat.say('good news')
  const [sent = ''] = (await told()).modern
  const message = new RegExp(`msgid=(${id})`).exec(sent)?.[1] ?? ''
  const second = await returning(server.port, `mo${round}`, 'message-tags')
  await modern.ask(`@+draft/react=👍;+draft/reply=${message} TAGMSG #general`)
  expect(await second.fence()).toEqual([
    `@+draft/react=👍;+draft/reply=${message} ${as(`mo${round}`)} TAGMSG #general`,
  ])
  const seen = await told()
  expect(seen.pat).toEqual([`* mo${round} reacted with 👍 in #general`])
  expect(seen.old).toEqual([])
  await modern.ask(`@+draft/unreact=👍;+draft/reply=${message} TAGMSG #general`)
  expect((await told()).pat).toEqual([`* mo${round} took back 👍 in #general`])
})

test('several lines at once stay one message for those who know it, and are several lines for all others', async () => {
  const second = await returning(server.port, `mo${round}`, 'batch draft/multiline message-tags')
  await told()
  await modern.ask(
    'BATCH +m draft/multiline #general',
    '@batch=m PRIVMSG #general :first line',
    '@batch=m PRIVMSG #general :',
    '@batch=m PRIVMSG #general :third',
    '@batch=m;draft/multiline-concat PRIVMSG #general : and more',
    'BATCH -m',
  )
  const seen = await told()
  expect(seen.old).toEqual([
    `${as(`mo${round}`)} PRIVMSG #general :first line`,
    `${as(`mo${round}`)} PRIVMSG #general third`,
    `${as(`mo${round}`)} PRIVMSG #general : and more`,
  ])
  expect(seen.pat).toEqual([
    `[#general] mo${round}: first line`,
    `[#general] mo${round}: `,
    `[#general] mo${round}: third and more`,
  ])
  const batch = (await second.fence()).map(timeless)
  expect(batch[0]).toMatch(
    new RegExp(`^@msgid=${id} ${as(`mo${round}`)} BATCH \\+\\S+ draft/multiline #general$`),
  )
  expect(batch.slice(1, -1).map((line) => line.replace(/batch=\w+/, 'batch=b'))).toEqual([
    `@batch=b ${as(`mo${round}`)} PRIVMSG #general :first line`,
    `@batch=b ${as(`mo${round}`)} PRIVMSG #general :`,
    `@batch=b ${as(`mo${round}`)} PRIVMSG #general third`,
    `@batch=b;draft/multiline-concat ${as(`mo${round}`)} PRIVMSG #general : and more`,
  ])
})

test('what is said in IRC is said at the plain door: words, actions, notices, private ones', async () => {
  await old.ask(
    'PRIVMSG #general :plain words',
    'PRIVMSG #general :\u0001ACTION dances\u0001',
    'NOTICE #general :from a program',
    `PRIVMSG pat${round} :in private`,
  )
  expect((await told()).pat).toEqual([
    `[#general] ola${round}: plain words`,
    `[#general] * ola${round} dances`,
    expect.stringContaining('from a program'),
    expect.stringContaining('in private'),
  ])
})

test('control characters of IRC do no harm at the plain door, and typing shows nowhere else', async () => {
  await modern.ask(
    'PRIVMSG #general :\u0002bold\u0002 \u000304red\u0003 \u001b[31mescape',
    '@+typing=active TAGMSG #general',
  )
  const seen = await told()
  expect(seen.pat).toHaveLength(1)
  // oxlint-disable-next-line no-control-regex -- none of them may come through
  expect(seen.pat[0]).not.toMatch(/[\u0000-\u001f\u007f]/)
  expect(seen.old).toHaveLength(1)
})

test('whoever is marked as a program from IRC speaks as one at the plain door too', async () => {
  const marking = await returning(server.port, `pat${round}`)
  await marking.ask(`MODE pat${round} +B`)
  pat.say('beep')
  expect((await told()).modern).toEqual([expect.stringMatching(/^@msgid=\w+;bot \S+ PRIVMSG #general beep$/)])
  await marking.ask(`MODE pat${round} -B`)
  pat.say('hello')
  expect((await told()).modern).toEqual([expect.stringMatching(/^@msgid=\w+ \S+ PRIVMSG #general hello$/)])
})

test('joining, topics, nicks, kicks and leaving in IRC show at the plain door', async () => {
  await modern.ask(`JOIN #c${round}`)
  pat.say(`/join #c${round}`)
  await pat.waitFor(`talking in #c${round}`)
  await told()
  await old.ask(`JOIN #c${round}`)
  await modern.ask(`TOPIC #c${round} :by IRC`)
  await old.ask(`NICK newname${round}`)
  await modern.ask(`KICK #c${round} newname${round} :enough`)
  const { pat: seen } = await told()
  expect(seen).toEqual([
    `* ola${round} joined #c${round}`,
    `* topic of #c${round}: by IRC (by mo${round})`,
    `* ola${round} is now called newname${round}`,
    `* newname${round} was removed from #c${round} by mo${round}: enough`,
  ])
})

test('a long message of the plain door is cut between characters into lines that fit', async () => {
  const text = '日本語🎈'.repeat(100)
  pat.say(text)
  const seen = await told()
  for (const line of seen.old) expect(Buffer.byteLength(line) + 2).toBeLessThanOrEqual(512)
  expect(seen.old.map((line) => line.replace(/^.*? PRIVMSG #general :?/, '')).join('')).toBe(text)
})
