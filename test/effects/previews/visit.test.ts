/** Where a link may lead: checked at each step by number, after looking a name up, and at the connection; and how long and how far. */
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { userAgent, visit } from '../../../src/effects/previews/visit.ts'
import { resolvePublic } from '../../../src/effects/previews/resolve.ts'
import { publicOnly, type Lookup } from '../../../src/lib/public-lookup.ts'
import { Internet } from './internet.ts'

const never = new AbortController().signal

function answering(...addresses: string[]): Lookup {
  return (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

interface Given {
  readonly allowedHosts?: readonly string[]
  readonly lookup?: Lookup
  readonly signal?: AbortSignal
}

async function visited(url: string, { allowedHosts = [], lookup, signal = never }: Given = {}) {
  const reaching = { allowedHosts, signal, lookup: lookup === undefined ? resolvePublic : publicOnly(lookup) }
  const found = await visit(url, '*/*', reaching)
  return { ...found, text: await text(found.body) }
}

const problemOf = (url: string, given?: Given) =>
  visited(url, given).then(
    ({ text: got }) => `reached: ${got}`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

test('no address of numbers that is not public is asked, however it is written', async () => {
  const internet = await Internet.open()
  const hosts = [
    ...['127.0.0.1', '127.1', '127.0.0.1.', '0x7f.1', '0x7f000001', '2130706433', '0177.0.0.1', '０x7f.1'],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]'],
    ...['[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2001::1]', '[fe80::1]', '[fd00:ec2::254]', '[ff02::1]'],
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1'],
    ...['100.100.100.200', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '168.63.129.16'],
    ...[
      'localhost',
      'localhost.',
      'a.localhost',
      'db',
      'db.',
      'printer.local',
      'x.internal',
      'router.home.arpa',
    ],
  ]
  for (const host of hosts)
    expect([host, await problemOf(`http://${host}/`)]).toEqual([
      host,
      expect.stringContaining('open internet'),
    ])
  expect(internet.asked).toEqual([])
})

test('no other port than the usual ones is asked, no other scheme, and nothing with a password in it', async () => {
  expect(await problemOf('http://example.org:8080/')).toMatch(/usual ports/)
  expect(await problemOf('https://example.org:22/')).toMatch(/usual ports/)
  expect(await problemOf('ftp://example.org/')).toMatch(/only http/)
  expect(await problemOf('https://john:secret@example.org/')).toMatch(/a name or a password/)
})

test('no name that leads inside is asked, also not by one of several addresses, nor one that changes its mind', async () => {
  const inside = [
    ['127.0.0.1'],
    ['8.8.8.8', '127.0.0.1'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['169.254.169.254'],
    [],
  ]
  for (const addresses of inside)
    expect(await problemOf('http://cat.example.org/', { lookup: answering(...addresses) })).toMatch(
      /open internet/,
    )
  const answers = ['127.0.0.1', '8.8.8.8']
  const changing: Lookup = (name, options, done) => answering(answers.shift() ?? '')(name, options, done)
  expect(await problemOf('http://rebinding.example.org/', { lookup: changing })).toMatch(/open internet/)
  expect(answers).toEqual(['8.8.8.8'])
})

test('a redirect is looked at as the first address was', async () => {
  const [internet, inside] = [await Internet.open(), await Internet.open()]
  const secret = inside.hasPage('/secret', 'the secret')
  const allowedHosts = [internet.host]
  for (const to of [
    secret,
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:127.0.0.1]/',
    'file:///etc/passwd',
  ])
    expect([to, await problemOf(internet.leadsOn('/on', to), { allowedHosts })]).toEqual([
      to,
      expect.stringMatching(/open internet|usual ports|only http/),
    ])
  expect(internet.paths).toEqual(['/on', '/on', '/on', '/on'])
  expect(inside.asked).toEqual([])
})

test('five redirects are followed and no more, and none that leads nowhere', async () => {
  const internet = await Internet.open()
  const allowedHosts = [internet.host]
  const end = internet.hasPage('/0', 'the end')
  for (let left = 1; left <= 6; left += 1)
    internet.leadsOn(`/${left}`, `/${left - 1}`, [301, 302, 303, 307, 308, 302][left - 1])
  const found = await visited(end.replace('/0', '/5'), { allowedHosts })
  expect([found.text, found.url.pathname]).toEqual(['the end', '/0'])
  expect(await problemOf(end.replace('/0', '/6'), { allowedHosts })).toMatch(/leads on and on/)
  expect(await problemOf(internet.leadsOn('/round', '/round'), { allowedHosts })).toMatch(/leads on and on/)
  const nowhere = internet.has('/nowhere', (response) => response.writeHead(302).end())
  expect(await problemOf(nowhere, { allowedHosts })).toMatch(/nowhere/)
  const wrong = internet.leadsOn('/wrong', 'http://[')
  expect(await problemOf(wrong, { allowedHosts })).toMatch(/nowhere/)
})

test('it says who it is and nothing else of this server or of whoever wrote the link', async () => {
  const internet = await Internet.open()
  const link = internet.has('/cookie', (response) =>
    response.writeHead(302, { Location: '/', 'Set-Cookie': 'a=b' }).end(),
  )
  internet.hasPage('/', 'hello')
  await visited(link, { allowedHosts: [internet.host] })
  for (const { headers } of internet.asked) {
    const { host, ...told } = headers
    expect(host).toBe(internet.host)
    expect(told).toEqual({
      'user-agent': userAgent,
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      connection: expect.stringMatching(/close|keep-alive/),
    })
  }
  expect(userAgent).toMatch(/^Parlance\/\d+\.\d+\.\d+ \(link preview\)$/)
})

test('what is packed for the way is unpacked, and what is packed in another way is not taken', async () => {
  const internet = await Internet.open()
  const allowedHosts = [internet.host]
  const packed = { gzip: gzipSync('hello'), deflate: deflateSync('hello'), br: brotliCompressSync('hello') }
  for (const [coding, bytes] of Object.entries(packed)) {
    const link = internet.has(`/${coding}`, (response) =>
      response.writeHead(200, { 'Content-Encoding': coding }).end(bytes),
    )
    expect(await problemOf(link, { allowedHosts })).toBe('reached: hello')
  }
  const twice = internet.has('/twice', (response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip, gzip' }).end(gzipSync(packed.gzip)),
  )
  expect(await problemOf(twice, { allowedHosts })).toMatch(/packed/)
  const broken = internet.has('/broken', (response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no'),
  )
  expect(await problemOf(broken, { allowedHosts })).toMatch(/header/)
})

test('a status that is no success, an answer that is none and one that never comes are all an end', async () => {
  const internet = await Internet.open()
  const allowedHosts = [internet.host]
  expect(
    await problemOf(
      internet.has('/500', (response) => response.writeHead(500).end('x')),
      { allowedHosts },
    ),
  ).toBe('answered with 500')
  const rude = internet.has('/rude', (response) => response.socket?.end('HTTP/1.1 nonsense\r\n\r\n'))
  expect(await problemOf(rude, { allowedHosts })).toMatch(/HPE|Parse/)
  const long = internet.has('/long', (response) =>
    response.writeHead(200, { 'X-Long': 'x'.repeat(100_000) }).end('x'),
  )
  expect(await problemOf(long, { allowedHosts })).toMatch(/HEADER_OVERFLOW/)
  for (const answer of ['nothing', 'half'] as const) {
    const ending = new AbortController()
    const link = internet.has(`/${answer}`, (response) => {
      if (answer === 'half') response.writeHead(200).write('half of')
      ending.abort()
    })
    expect(await problemOf(link, { allowedHosts, signal: ending.signal })).toMatch(/abort/i)
  }
})
