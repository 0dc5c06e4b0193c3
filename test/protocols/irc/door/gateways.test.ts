/** Who somebody is, where another program speaks for them: PROXY headers, WEBIRC; and what their address is used for. */
import { describe, expect, test } from 'vitest'
import { versionTwo } from '../../../net/proxy-bytes.ts'
import { connectIrc, enter, introduction, type IrcPerson } from './irc-client.ts'
import { startIrcForTest, type IrcServer } from './irc-server.ts'

const addressesOf = ({ inner }: IrcServer) =>
  inner.log.flatMap(({ fields, message }) => (message === 'connected' ? [fields['address']] : []))

async function announced(server: IrcServer, address: string, nick: string): Promise<IrcPerson> {
  const person = await connectIrc(server.port)
  person.wire.write(`PROXY TCP4 ${address} 192.0.2.1 40000 6667\r\n`)
  return enter(person, introduction(nick))
}

describe('behind a proxy', () => {
  const proxied = ['irc.proxyProtocol=true', 'server.proxies=["127.0.0.1"]']

  test('a header from anywhere but a trusted proxy is not believed: the connection is closed unread', async () => {
    const server = await startIrcForTest(proxied)
    const liar = await connectIrc(server.port, '127.0.0.2')
    liar.wire.write('PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667\r\nNICK liar\r\nUSER l 0 * :l\r\n')
    expect(await liar.untilEnd()).toEqual([])
    expect(addressesOf(server)).toEqual([])
  })

  test('without proxyProtocol a header from anywhere else is a line like any other, and changes nothing', async () => {
    const server = await startIrcForTest(['server.proxies=[]'])
    const liar = await connectIrc(server.port)
    liar.say('PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667')
    expect(await liar.fence()).toEqual([':irc.test 421 * PROXY :Unknown command'])
    await enter(liar, introduction('liar'))
    await server.command('/ban 203.0.113.0/24')
    expect(await liar.fence()).toEqual([])
  })

  test('without proxyProtocol a trusted proxy may announce somebody in the very first line, and no later one', async () => {
    const server = await startIrcForTest(['server.proxies=[]'])
    await server.reconfigure('server.proxies=["127.0.0.3/32"]')
    const ann = await connectIrc(server.port, '127.0.0.3')
    ann.say('PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667')
    await enter(ann, introduction('ann'))
    const bob = await connectIrc(server.port, '127.0.0.3')
    expect(await bob.ask('CAP LS', 'PROXY TCP4 203.0.113.8 192.0.2.1 40000 6667')).toContain(
      ':irc.test 421 * PROXY :Unknown command',
    )
    await server.command('/ban 203.0.113.0/24')
    expect((await ann.untilEnd()).at(-1)).toMatch(/^ERROR /)
    expect(await bob.fence()).toEqual([])
  })

  test('a proxy that sends no header is not served', async () => {
    const server = await startIrcForTest(proxied)
    const silent = await connectIrc(server.port)
    silent.say('NICK somebody')
    expect(await silent.untilEnd()).toEqual([])
  })

  test('a ban of the announced network ends the connection, and no later one comes in', async () => {
    const server = await startIrcForTest(proxied)
    const ann = await announced(server, '203.0.113.7', 'ann')
    const bob = await announced(server, '198.51.100.7', 'bob')
    expect(addressesOf(server)).toEqual(['203.0.113.7', '198.51.100.7'])
    await server.command('/ban 203.0.113.0/24')
    expect(await ann.untilEnd()).toContainEqual(expect.stringMatching(/^ERROR :Closing link: \(ann\) \[/))
    expect(await bob.fence()).toEqual([])
    const again = await connectIrc(server.port)
    again.wire.write('PROXY TCP4 203.0.113.99 192.0.2.1 40000 6667\r\n')
    const last = await again.untilEnd()
    expect(last[0]).toMatch(/^:irc\.test 465 \* :/)
    expect(last[1]).toMatch(/^ERROR :/)
  })

  test('version 2 counts as well', async () => {
    const server = await startIrcForTest(proxied)
    const person = await connectIrc(server.port)
    const ends = Buffer.from([203, 0, 113, 8, 192, 0, 2, 1, 0x9c, 0x40, 0x1a, 0x0b])
    person.wire.write(versionTwo(0x21, 0x11, ends))
    await enter(person, introduction('zoe'))
    expect(addressesOf(server)).toEqual(['203.0.113.8'])
  })

  test('connections are limited by the announced address, not by the proxy’s', async () => {
    const server = await startIrcForTest([...proxied, 'limits.connectionsPerAddress=2'])
    const people = [
      await announced(server, '203.0.113.7', 'a1'),
      await announced(server, '203.0.113.7', 'a2'),
      await announced(server, '198.51.100.7', 'b1'),
    ]
    const third = await connectIrc(server.port)
    third.wire.write('PROXY TCP4 203.0.113.7 192.0.2.1 40000 6667\r\n')
    expect(await third.untilEnd()).toEqual(['ERROR :Too many connections from your address'])
    for (const person of people) expect(await person.fence()).toEqual([])
  })

  test('nobody is shown an address: not in JOIN, WHO, WHOIS, WHOX, USERHOST, WHOWAS or NAMES', async () => {
    const server = await startIrcForTest(proxied)
    const ann = await announced(server, '203.0.113.7', 'ann')
    const eve = await announced(server, '198.51.100.7', 'eve')
    await eve.ask('CAP REQ :userhost-in-names', 'JOIN #x')
    await ann.ask('JOIN #x', 'PRIVMSG #x :hello', 'TOPIC #x :mine')
    const seen = await eve.ask(
      ...['WHO #x', 'WHO ann', 'WHO * %tcuihsnfdlaor,1', 'WHO #x %i', 'WHOIS ann', 'WHOIS ann ann'],
      ...[
        'USERHOST ann',
        'NAMES #x',
        'MONITOR + ann',
        'WHO 203.0.113.*',
        'WHO *@203.0.113.7',
        'LIST',
        'STATS u',
      ],
    )
    ann.say('QUIT :203')
    await ann.ended
    const after = await eve.ask('WHOWAS ann', 'WHOIS ann', 'TOPIC #x')
    expect([...seen, ...after].filter((line) => line.includes('203.0.113'))).toEqual([
      ':irc.test 315 eve 203.0.113.* :End of WHO list',
      ':irc.test 315 eve *@203.0.113.7 :End of WHO list',
    ])
  })
})

const line = (address: string, password = 'gate-secret', options = '') =>
  `WEBIRC ${password} gateway some.host.example ${address}${options}`

describe('WEBIRC', () => {
  const gateway = 'irc.webirc=[{"address":"127.0.0.5/32","password":"gate-secret"}]'
  async function through(server: IrcServer, address: string, nick: string): Promise<IrcPerson> {
    const person = await connectIrc(server.port, '127.0.0.5')
    person.say(line(address))
    return enter(person, introduction(nick))
  }

  test('replaces the address for bans, those before and those after', async () => {
    const server = await startIrcForTest([gateway])
    const ann = await through(server, '203.0.113.7', 'ann')
    const bob = await through(server, '2001:db8::1', 'bob')
    await server.command('/ban 203.0.113.0/24')
    expect((await ann.untilEnd()).at(-1)).toMatch(/^ERROR :Closing link: \(ann\)/)
    expect(await bob.fence()).toEqual([])
    const again = await connectIrc(server.port, '127.0.0.5')
    again.say(line('203.0.113.8'))
    expect((await again.untilEnd())[0]).toMatch(/^:irc\.test 465 \* :/)
    await server.command('/ban 127.0.0.5')
    expect(await bob.fence()).toEqual([])
  })

  test('replaces the address for limits: the gateway holds as many as it has people', async () => {
    const server = await startIrcForTest([gateway, 'limits.connectionsPerAddress=2'])
    const people = [
      await through(server, '203.0.113.1', 'a1'),
      await through(server, '203.0.113.1', 'a2'),
      await through(server, '203.0.113.2', 'b1'),
      await through(server, '203.0.113.3', 'c1'),
    ]
    const third = await connectIrc(server.port, '127.0.0.5')
    third.say(line('203.0.113.1'))
    expect(await third.untilEnd()).toEqual([
      'ERROR :Closing link: (*) [Too many connections from your address]',
    ])
    people[0]?.say('QUIT')
    await people[0]?.ended
    const next = await through(server, '203.0.113.1', 'a3')
    expect(await next.fence()).toEqual([])
  })

  test('tells nobody the address, and tells guests from different places apart', async () => {
    const server = await startIrcForTest([gateway])
    const hosts = new Set<string>()
    const eve = await through(server, '198.51.100.1', 'eve')
    await eve.ask('JOIN #x')
    for (const [address, nick] of [
      ['203.0.113.1', 'one'],
      ['203.0.113.2', 'two'],
      ['203.0.113.2', 'three'],
    ] as const) {
      await (await through(server, address, nick)).ask('JOIN #x')
      const [joined = ''] = (await eve.fence()).filter((seen) => seen.endsWith(' JOIN #x'))
      expect(joined).not.toMatch(/203\.0|some\.host/)
      hosts.add(/@(\S+)/.exec(joined)?.[1] ?? '')
    }
    expect(hosts.size).toBe(2)
  })

  test.each([
    ['a wrong password', '127.0.0.5', line('203.0.113.7', 'guess')],
    ['another address', '127.0.0.6', line('203.0.113.7')],
    ['no gateway at all', '127.0.0.1', line('203.0.113.7', 'guess')],
  ])('is refused from %s', async (_, from, said) => {
    const server = await startIrcForTest([gateway])
    const liar = await connectIrc(server.port, from)
    liar.say(said, ...introduction('liar'))
    expect(await liar.untilEnd()).toEqual(['ERROR :Closing link: (*) [You are no gateway of this server]'])
  })

  test('is refused with something that is no address, a second time, and after the nick', async () => {
    const server = await startIrcForTest([gateway])
    const from = '127.0.0.5'
    const wrong = await connectIrc(server.port, from)
    wrong.say(line('not-an-address'))
    expect(await wrong.untilEnd()).toEqual(['ERROR :Closing link: (*) [That is not an address]'])
    const twice = await connectIrc(server.port, from)
    twice.say(line('203.0.113.7'), line('203.0.113.8'))
    expect(await twice.untilEnd()).toEqual(['ERROR :Closing link: (*) [WEBIRC comes first, and once]'])
    const late = await connectIrc(server.port, from)
    late.say('NICK late', line('203.0.113.7'))
    expect(await late.untilEnd()).toEqual(['ERROR :Closing link: (late) [WEBIRC comes first, and once]'])
    const inside = await through(server, '203.0.113.7', 'inside')
    expect(await inside.ask(line('203.0.113.8'))).toEqual([':irc.test 462 inside :You may not reregister'])
  })

  test('after a reload other gateways count', async () => {
    const server = await startIrcForTest()
    const before = await connectIrc(server.port, '127.0.0.5')
    before.say(line('203.0.113.7'))
    expect((await before.untilEnd()).at(-1)).toContain('You are no gateway')
    await server.reconfigure(gateway)
    expect(await (await through(server, '203.0.113.7', 'ann')).fence()).toEqual([])
  })
})
