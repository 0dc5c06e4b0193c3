/** What a page can make a browser send to a port that is not HTTP's: lines of the page's own, behind the head of a request. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { handshake } from '../net/tls-server.ts'
import { connectLines, LineClient, password, register } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

let server: ServerInProcess

beforeAll(async () => {
  server = await startInProcess([
    ...['plain.tls.port=0', 'irc.tls.port=0', 'http.enabled=true', 'http.port=null', 'http.tls.port=0'],
    ...['users.guests=true', 'irc.serverName=irc.test'],
  ])
})

afterAll(async () => {
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

function portOf(door: 'plain' | 'irc', before = '^'): number {
  return Number(new RegExp(`${before}127\\.0\\.0\\.1:(\\d+)`).exec(server.running.doors[door] ?? '')?.[1])
}

/** A form of a page, sent by a browser that lets it choose its lines (`enctype=text/plain`). */
function post(lines: readonly string[], path = '/'): string {
  const body = lines.map((line) => `${line}\r\n`).join('')
  const head = [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Content-Length: ${body.length}`]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

async function answerTo(bytes: string, client: Promise<LineClient>): Promise<readonly string[]> {
  const browser = await client
  onTestFinished(() => browser.destroy())
  browser.write(bytes)
  await browser.ended
  return browser.lines.map((line) => line.replace(/\r$/, ''))
}

const securely = async (port: number) => new LineClient(await handshake(port))

describe('a request at the plain door', () => {
  const refused = [
    expect.stringMatching(/^\* Parlance: /),
    '! this port does not speak HTTP: use nc or telnet',
  ]

  test.each([
    ['evil', 'without TLS', () => connectLines(portOf('plain'))],
    ['worse', 'with TLS', () => securely(portOf('plain', 'TLS '))],
  ])('(by %s, %s) ends before a line of its own is carried out', async (name, _where, client) => {
    const request = post([`/register ${name} "${password}"`, 'hello from a page'])
    expect(await answerTo(request, client())).toEqual(refused)
    // The name is free still.
    const person = await register(portOf('plain'), name)
    person.destroy()
  })

  test('ends also when its first line is too long to be read', async () => {
    const request = post([`/register evil2 "${password}"`], `/${'a'.repeat(5000)}`)
    expect(await answerTo(request, connectLines(portOf('plain')))).toEqual(refused)
  })

  test('is something said like any other by those who are signed in', async () => {
    const ann = await register(portOf('plain'), 'ann')
    await ann.ask('GET / HTTP/1.1', '[#general] ann: GET / HTTP/1.1')
    ann.destroy()
  })
})

describe('a request at the IRC door', () => {
  const body = ['NICK evil', 'USER evil 0 * :Evil', 'JOIN #evil', 'PRIVMSG #evil :hello']
  const refused = ['ERROR :Closing link: (*) [This port does not speak HTTP]']

  test.each([
    ['without TLS', () => connectLines(portOf('irc'))],
    ['with TLS', () => securely(portOf('irc', ', TLS '))],
  ])('%s ends before a line of its own is carried out', async (_where, client) => {
    expect(await answerTo(post(body), client())).toEqual(refused)
  })

  test('ends also behind what a proxy says first', async () => {
    const said = 'PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667\r\n'
    expect(await answerTo(said + post(body), connectLines(portOf('irc')))).toEqual(refused)
  })

  test('ends also when its first line is too long to be read', async () => {
    const [last] = (await answerTo(post(body, `/${'a'.repeat(9000)}`), connectLines(portOf('irc')))).slice(-1)
    expect(last).toBe('ERROR :Closing link: (*) [Input line was too long]')
  })
})

describe('a protocol (ALPN)', () => {
  const doors = {
    plain: () => portOf('plain', 'TLS '),
    irc: () => portOf('irc', ', TLS '),
    http: () => portOf('irc', 'WebSocket TLS '),
  }
  const browsers = ['h2', 'http/1.1']

  test.each([
    ['plain', browsers],
    ['plain', ['irc']],
    ['irc', browsers],
    ['irc', ['smtp']],
    ['http', ['irc']],
    ['http', ['h2']],
  ] as const)('that the %s port does not speak is refused: %o', async (door, asked) => {
    await expect(handshake(doors[door](), { ALPNProtocols: [...asked] })).rejects.toThrow(
      /no application protocol/i,
    )
  })

  test.each([
    ['plain', [], false],
    ['irc', [], false],
    ['http', [], false],
    ['irc', ['irc'], 'irc'],
    ['http', browsers, 'http/1.1'],
  ] as const)('at the %s port: %o', async (door, asked, spoken) => {
    const socket = await handshake(doors[door](), asked.length === 0 ? {} : { ALPNProtocols: [...asked] })
    expect(socket.alpnProtocol).toBe(spoken)
    socket.destroy()
  })
})
