/** The files of deploy/ for HAProxy and nginx in front of two nodes: who people are, what is hidden, what happens when a node goes. */
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { connectLines, password } from '../door/line-client.ts'
import { SocketClient } from '../net/websocket-client.ts'
import { ensureBuilt } from '../process/server-process.ts'
import { connectIrcTls, IrcPerson } from '../protocols/irc/door/irc-client.ts'
import { Balanced } from './balanced.ts'
import { hasBalancer, startHaproxy, startNginx } from './balancer.ts'

/** The nodes themselves show the certificate for IRC. */
const tlsAtNodes = ['irc.tls.port=6697']
const haproxy = { start: startHaproxy, settings: [], environment: {} }
const passing = { ...haproxy, settings: tlsAtNodes, environment: { BALANCER_IRC_TLS_AT_NODES: '1' } }
const nginx = { start: startNginx, settings: tlsAtNodes, environment: {} }

const arrangements = [
  ['haproxy.cfg, where all TLS ends', 'haproxy', haproxy],
  ['haproxy.cfg, through which the TLS of IRC passes', 'haproxy', passing],
  ['nginx.conf', 'nginx', nginx],
] as const

beforeAll(ensureBuilt)

describe.each(arrangements)('%s', (_, program, arrangement) => {
  test.runIf(hasBalancer(program))(
    'tells the nodes who comes, at every door, and who came with TLS',
    async () => {
      const place = await Balanced.start(arrangement)
      const { address, httpsPort } = place.balancer
      const forged = { 'X-Forwarded-For': '203.0.113.66' }

      const first = await place.plain('127.0.9.1')
      await first.waitFor('/login NAME')
      const second = new IrcPerson(await connectLines(6667, '127.0.9.2', address))
      const third = await connectIrcTls(6697, {
        socket: connect({ port: 6697, host: address, localAddress: '127.0.9.3' }),
      })
      const way = { localAddress: '127.0.9.4', rejectUnauthorized: false, headers: forged }
      const fourth = new SocketClient(`wss://${address}:${httpsPort}/irc`, ['text.ircv3.net'], way)
      await expect.poll(() => fourth.isOpen).toBe(true)
      for (const [nick, person] of Object.entries({ sam: second, tim: third })) {
        const seen = await person.ask(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, `WHOIS ${nick}`)
        expect(seen.some((line) => line.includes(' 671 '))).toBe(person === third)
      }
      expect(await place.connected()).toEqual([
        ...['irc 127.0.9.2', 'irc 127.0.9.3', 'irc 127.0.9.4'],
        'plain 127.0.9.1',
      ])

      const asking = { method: 'POST', localAddress: '127.0.9.5', headers: forged }
      const refused = await place.ask('/api/user.sign-in', asking, { name: 'nobody', password })
      expect(refused.statusCode).toBe(401)
      await expect.poll(() => place.log).toMatch(/"address":"127\.0\.9\.5".*sign-in failed/)
      expect(place.log).not.toContain('203.0.113.66')
    },
  )

  test.runIf(hasBalancer(program))('leads to https, and keeps the figures to itself', async () => {
    const place = await Balanced.start(arrangement)
    const { address: host, httpPort: port } = place.balancer
    const asked = get({ host, port, path: '/channels?x=1', headers: { host: 'chat.example' } })
    const [led] = (await once(asked, 'response')) as [IncomingMessage]
    led.resume()
    expect([led.statusCode, led.headers.location]).toEqual([301, 'https://chat.example/channels?x=1'])
    const answers = await Promise.all(['/', '/readyz', '/metrics'].map((path) => place.ask(path)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 404])
  })

  test.runIf(hasBalancer(program))(
    'lets in the pages of its own address, with a cookie for https alone',
    async () => {
      const place = await Balanced.start(arrangement)
      const { address, httpsPort } = place.balancer
      const asking = { method: 'POST', headers: { origin: 'https://chat.example.org' } }
      const registered = await place.ask('/api/user.register', asking, { name: 'ann', password })
      const [cookie = ''] = registered.headers['set-cookie'] ?? []
      expect([registered.statusCode, cookie.includes('; Secure')]).toEqual([200, true])
      const headers = { origin: 'https://chat.example.org', cookie: cookie.split(';', 1).join() }
      const page = new SocketClient(`wss://${address}:${httpsPort}/api/socket`, [], {
        rejectUnauthorized: false,
        headers,
      })
      await expect.poll(() => page.received.join()).toContain('"ann"')
      const elsewhere = { ...asking, headers: { origin: 'https://chat.example.com' } }
      expect((await place.ask('/api/user.register', elsewhere, { name: 'bob', password })).statusCode).toBe(
        403,
      )
    },
  )

  test.runIf(hasBalancer(program))(
    'passes over a node that was cut off, until it is back',
    { timeout: 60_000 },
    async () => {
      const place = await Balanced.start(arrangement)
      const [one] = place.nodes
      expect(await place.greeters(6)).toEqual(new Set(['One', 'Two']))
      one.running.signal('SIGKILL')
      await one.running.end()
      expect(await place.greeters(6)).toEqual(new Set(['Two']))
      const answers = await Promise.all(
        ['127.0.9.1', '127.0.9.2', '127.0.9.3', '127.0.9.4'].map((localAddress) =>
          place.ask('/healthz', { localAddress }),
        ),
      )
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
      await one.start()
      await expect.poll(() => place.greeters(4), { interval: 500 }).toEqual(new Set(['One', 'Two']))
    },
  )
})

test.runIf(hasBalancer('haproxy'))(
  'in a rolling restart nobody is led to the node that is about to end, and those at the other one notice nothing',
  { timeout: 60_000 },
  async () => {
    const place = await Balanced.start(haproxy)
    const [one, two] = place.nodes
    const balancer = place.balancer.running
    const ann = await place.personAt(one)
    const bob = await place.personAt(two)

    await one.command('/kill 10 new version')
    await ann.waitFor('shuts down in 10 s: new version')
    // Its own line: that the one is down that it follows, HAProxy tells a moment before.
    await balancer.prints(/Server plain\/node1 is DOWN/)
    expect(await place.greeters(8)).toEqual(new Set(['Two']))
    await ann.ask('not gone yet', '[#general] ann: not gone yet')
    await one.command('/kill now')
    await ann.ended
    expect(await one.running.end()).toMatchObject({ code: 0, stderr: '' })
    await bob.ask('anybody?', '[#general] ann: anybody?')

    await one.start()
    await balancer.prints(/Server plain\/node1 is UP/)
    expect(await place.greeters(8)).toContain('One')
    await bob.ask('still here', '[#general] ann: still here')
    expect(bob.lines.filter((line) => line.startsWith('!'))).toEqual([])
  },
)
