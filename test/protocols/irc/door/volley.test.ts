/** Lines that come together and say something in one channel: stored in order, each answered where it is refused, and none of them lost. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUser } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['limits.enabled=false', 'limits.messageLength=300'])
})

afterAll(() => server.stop())

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

/** What was said, without who said it. */
function said(lines: readonly string[], verb = 'PRIVMSG'): readonly string[] {
  return lines.flatMap((line) => new RegExp(` ${verb} (#\\S+ :?.*)$`).exec(line)?.[1] ?? [])
}

test('three hundred lines at once, between other commands, are heard and echoed in order, each once (rules D3, D4)', async () => {
  const ann = await newUser(server.port, 'ann', 'echo-message')
  const ben = await newUser(server.port, 'ben')
  for (const person of [ann, ben]) await person.ask('JOIN #one', 'JOIN #two')
  const lines = numbers(300).map((number) => {
    const channel = number % 100 === 7 ? '#two' : '#one'
    const tag = number % 50 === 3 ? '@+x=y ' : ''
    return `${tag}PRIVMSG ${channel} :number ${number}`
  })
  lines.splice(150, 0, 'TOPIC #one :in between')
  const answered = await ann.ask(...lines)
  const heard = await ben.fence()
  const expected = numbers(300).map((number) => `${number % 100 === 7 ? '#two' : '#one'} :number ${number}`)
  expect(said(answered)).toEqual(expected)
  expect(said(heard)).toEqual(expected)
  const topic = heard.findIndex((line) => line.includes('TOPIC #one'))
  expect(said(heard.slice(0, topic))).toHaveLength(150)
})

test('what is refused is answered for each line, and keeps none of the others back', async () => {
  const carl = await newUser(server.port, 'carl', 'echo-message')
  const dora = await newUser(server.port, 'dora')
  await dora.ask('JOIN #closed', 'MODE #closed +n')
  const outside = await carl.ask(...numbers(5).map((number) => `PRIVMSG #closed :${number}`))
  expect(outside.filter((line) => / 404 carl #closed /.test(line))).toHaveLength(5)
  const nowhere = await carl.ask(...numbers(3).map((number) => `PRIVMSG #nowhere :${number}`))
  expect(nowhere.filter((line) => / 40[34] carl #nowhere /.test(line))).toHaveLength(3)
  await carl.ask('JOIN #open')
  const long = 'x'.repeat(301)
  const mixed = await carl.ask('PRIVMSG #open :a', `PRIVMSG #open :${long}`, 'PRIVMSG #open :b')
  expect(said(mixed)).toEqual(
    ['#open :a', '#open :b'].map((line) => expect.stringMatching(line.replace(':', ':?'))),
  )
  expect(mixed.filter((line) => line.includes(' carl ') && !line.includes('PRIVMSG'))).toHaveLength(1)
  expect(said(await dora.fence())).toEqual([])
})

test('notices are never answered, and whoever is quietened in between is not heard any more', async () => {
  const [emma, finn] = [await newUser(server.port, 'emma'), await newUser(server.port, 'finn')]
  await emma.ask('JOIN #moderated')
  await finn.ask('JOIN #moderated')
  await emma.ask('MODE #moderated +m')
  await finn.fence()
  const notices = await finn.ask(...numbers(4).map((number) => `NOTICE #moderated :${number}`))
  expect(notices).toEqual([])
  expect(said(await emma.fence(), 'NOTICE')).toEqual([])
})

test('a text that becomes the address of a file once it is cleaned keeps none of the others back', async () => {
  const [gwen, hugo] = [await newUser(server.port, 'gwen'), await newUser(server.port, 'hugo')]
  for (const person of [gwen, hugo]) await person.ask('JOIN #files')
  await gwen.ask(
    ...['a', `http://x/fi\u007fles/${'k'.repeat(32)}/y`, 'b'].map((text) => `PRIVMSG #files :${text}`),
  )
  expect(said(await hugo.fence())).toEqual([
    '#files a',
    `#files http://x/files/${'k'.repeat(32)}/y`,
    '#files b',
  ])
})
