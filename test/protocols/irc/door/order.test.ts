/** Answers in the order of the questions, and lines of every length and kind of bytes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectIrc, newGuest, newUser, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

/** A command of every kind; `*N*` is a number. */
const kinds: readonly string[] = [
  ...['JOIN #*N*', 'PRIVMSG #*N* :said', 'TOPIC #*N* :topic', 'NAMES #*N*', 'WHO #*N*', 'MODE #*N*'],
  ...['MODE #*N* +m', 'WHOIS who*N*', 'ISON who*N*', 'USERHOST who*N*', 'CHATHISTORY LATEST #*N* * 5'],
  ...['MARKREAD #*N*', 'AWAY :away', 'AWAY', 'SETNAME :name *N*', 'LIST #*N*', 'MONITOR + who*N*'],
  ...['METADATA * SET k :*N*', 'INVITE who*N* #*N*', 'KICK #*N* who*N*', 'NONSENSE *N*', 'VERSION', 'LUSERS'],
  ...['CAP LIST', 'NICK nick*N*', 'NS HELP', 'PART #*N*', 'WHOWAS who*N*'],
]

test('two hundred commands of every kind at once: all answers before the PONG, and in order (rule D4)', async () => {
  const person = await newUser(
    server.port,
    'ordered',
    'labeled-response batch echo-message message-tags draft/chathistory setname draft/read-marker draft/metadata-3',
  )
  const commands = Array.from({ length: 8 }, (_, number) =>
    kinds.map((line) => line.replaceAll('*N*', String(number))),
  ).flat()
  const lines = await person.ask(...commands.map((line, index) => `@label=l${index} ${line}`))
  const labels = lines.flatMap((line) => /^@(?:\S+;)?label=l(\d+)[; ]/.exec(line)?.[1] ?? [])
  expect(labels.map(Number)).toEqual(commands.map((_, index) => index))
})

test('without labels too: what changes something is seen by what asks after it', async () => {
  const person = await newUser(server.port, 'plainly')
  const asked: string[] = []
  const expected: string[] = []
  for (let number = 0; number < 50; number += 1) {
    asked.push(
      `NICK plainly${number}`,
      `JOIN #p${number}`,
      `TOPIC #p${number} :about ${number}`,
      `TOPIC #p${number}`,
    )
    expected.push(`NICK plainly${number}`, `JOIN #p${number}`, `TOPIC #p${number} :about ${number}`)
    expected.push(`332 plainly${number} #p${number} :about ${number}`)
  }
  const lines = await person.ask(...asked)
  const telling = lines.filter((line) => / (NICK|JOIN|TOPIC|332) /.test(line))
  expect(telling.map((line) => line.replace(/^\S+ /, ''))).toEqual(expected)
})

/** So many bytes of tags. */
function tag(bytes: number): string {
  return `@+a=${'t'.repeat(bytes - '+a='.length)}`
}

/** What somebody said, of the lines another one heard. */
function textOf(heard: readonly string[]): string {
  return heard.map((line) => line.replace(/^.* PRIVMSG \S+ :?/, '')).join('')
}

describe('lines', () => {
  let ann: IrcPerson
  let bob: IrcPerson
  let round = 0

  async function inChannel(): Promise<string> {
    round += 1
    ann = await newGuest(server.port, `ann${round}`)
    bob = await newGuest(server.port, `bob${round}`)
    await ann.ask(`JOIN #l${round}`)
    await bob.ask(`JOIN #l${round}`)
    await ann.fence()
    return `#l${round}`
  }

  test('reach others whole within their 512 bytes, or are refused', async () => {
    const channel = await inChannel()
    const start = `PRIVMSG ${channel} :`
    const seen = new Set<string>()
    for (let bytes = 440; bytes <= 516; bytes += 1) {
      const text = 'x'.repeat(bytes - 2 - start.length)
      const refused = await ann.ask(start + text)
      const heard = await bob.fence()
      for (const line of heard) expect(Buffer.byteLength(line) + 2).toBeLessThanOrEqual(512)
      // Nothing in between: one line that is whole, or none and a refusal.
      const whole = refused.length === 0
      expect([textOf(heard), heard.length, refused.length]).toEqual(whole ? [text, 1, 0] : ['', 0, 1])
      expect(refused.join('')).toMatch(/^$|^:irc\.test 417 ann\d+ :/)
      seen.add(refused.length === 0 ? 'whole' : 'refused')
    }
    expect([...seen]).toEqual(['whole', 'refused'])
  })

  test.each(['é', '日', '🎈', 'e\u0301'])('of %s are never cut within a character', async (character) => {
    const channel = await inChannel()
    const start = `PRIVMSG ${channel} :`
    let whole = 0
    for (let bytes = 380; bytes <= 510; bytes += 1) {
      const shift = 'a'.repeat(bytes % 5)
      const room = bytes - start.length - shift.length
      const said = shift + character.repeat(Math.floor(room / Buffer.byteLength(character)))
      const refused = await ann.ask(start + said)
      const heard = await bob.fence()
      expect(heard.join('')).not.toContain('\ufffd')
      expect(textOf(heard)).toBe(refused.length === 0 ? said : '')
      if (refused.length === 0) whole += 1
    }
    expect(whole).toBeGreaterThan(50)
  })

  test('may have 4,094 bytes of tags beside their 512, and no more', async () => {
    const channel = await inChannel()
    await ann.ask('CAP REQ :message-tags')
    expect(await ann.ask(`${tag(4094)} PRIVMSG ${channel} :within`)).toEqual([])
    expect(await ann.ask(`${tag(4095)} PRIVMSG ${channel} :beyond`)).toEqual([
      `:irc.test 417 ann${round} :Input line was too long`,
    ])
    expect((await bob.fence()).map((line) => line.replace(/^.* :?/, ''))).toEqual(['within'])
  })

  test('are read a byte at a time as well as all at once, whichever way they end', async () => {
    const channel = await inChannel()
    const bytes = Buffer.from(
      `PRIVMSG ${channel} :one 日本\r\nPRIVMSG ${channel} :two\nPRIVMSG ${channel} :three\r\r\n\n\r\n`,
    )
    for (const byte of bytes) {
      ann.wire.write(Buffer.from([byte]))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await ann.fence()
    expect((await bob.fence()).map((line) => line.replace(/^.* PRIVMSG \S+ :?/, ''))).toEqual([
      'one 日本',
      'two',
      'three',
    ])
  })

  test('cannot be smuggled: a bare CR ends a line, NUL spoils one', async () => {
    const channel = await inChannel()
    await ann.ask(`PRIVMSG ${channel} :before\r:irc.test NOTICE bob${round} :after`)
    const heard = await bob.fence()
    expect(heard.map((line) => line.replace(/!\S+ /, ' '))).toEqual([
      `:ann${round} PRIVMSG ${channel} before`,
      `:ann${round} NOTICE bob${round} after`,
    ])
    await ann.ask(`PRIVMSG ${channel} :nul\u0000byte`, `PRIVMSG ${channel} :fine`)
    const rest = (await bob.fence()).map((line) => line.replace(/^.* :?/, ''))
    expect(rest).toEqual(['fine'])
  })

  test('that are not UTF-8 are refused and not passed on; the next one is read', async () => {
    const channel = await inChannel()
    ann.wire.write(Buffer.concat([Buffer.from(`PRIVMSG ${channel} :caf`), Buffer.from([0xe9, 13, 10])]))
    ann.wire.write(Buffer.from([0x80, 0xff, 0xfe, 13, 10]))
    expect(await ann.fence()).toEqual([
      expect.stringMatching(/^:irc\.test FAIL PRIVMSG INVALID_UTF8 :/),
      expect.stringMatching(/^:irc\.test FAIL \S+ INVALID_UTF8 :/),
    ])
    expect(await bob.fence()).toEqual([])
    expect(await ann.ask(`PRIVMSG ${channel} :café`)).toEqual([])
    expect(await bob.fence()).toEqual([expect.stringMatching(/ café$/)])
  })

  test('without an end are not kept: whoever writes one is told and let go, and nobody else notices', async () => {
    const channel = await inChannel()
    ann.wire.write(Buffer.alloc(100 * 1024, 'y'))
    expect(await ann.untilEnd()).toEqual([
      `:irc.test 417 ann${round} :Input line was too long`,
      `ERROR :Closing link: (ann${round}) [Input line was too long]`,
    ])
    await bob.waitFor(/ QUIT :Input line was too long/)
    await bob.fence()
    expect(await bob.ask(`PRIVMSG ${channel} :still here`)).toEqual([])
  })

  test('that are empty, of spaces, or of tags and a source alone are passed over', async () => {
    await inChannel()
    expect(await ann.ask('', ' ', '   ', '@', '@a=b', ':x', '@a=b :x', '@a=b  ', ': :', ':x  ')).toEqual([])
  })

  test('are whole even where half of one is all that came before the end', async () => {
    const channel = await inChannel()
    ann.wire.write(`PRIVMSG ${channel} :whole\r\nPRIVMSG ${channel} :half a li`)
    ann.wire.end()
    await ann.ended
    await bob.waitFor(/ QUIT /)
    expect(
      bob.lines.filter((line) => line.includes(' PRIVMSG #')).map((line) => line.replace(/^.* :?/, '')),
    ).toEqual(['whole'])
  })
})

test('whoever ends their side after asking is answered first', async () => {
  const person = await connectIrc(server.port)
  person.say('PING :one', 'CAP LS 302', 'PING :two')
  person.wire.end()
  const lines = await person.untilEnd()
  expect(lines[0]).toBe(':irc.test PONG irc.test one')
  expect(lines).toContain(':irc.test PONG irc.test two')
})
