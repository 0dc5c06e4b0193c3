/** Files on IRC: 005 tells where they are brought (soju.im/FILEHOST), and whoever says where one is says the file. */
import { expect, onTestFinished, test } from 'vitest'
import { register } from '../../../door/line-client.ts'
import { ManualClock } from '../../../support/manual-clock.ts'
import { startApi, Page, type ApiServer } from '../../api/door/api-server.ts'
import { basic } from '../../api/uploads/bringing.ts'
import { newUser, password, returning, type IrcPerson } from './irc-client.ts'

const usual = ['irc.enabled=true', 'irc.port=0', 'irc.serverName=irc.test']

async function start(settings: readonly string[] = [], clock?: ManualClock): Promise<ApiServer> {
  const server = await startApi([...usual, ...settings], clock === undefined ? {} : { clock })
  onTestFinished(() => server.stop())
  return server
}

function portOf({ inner }: ApiServer): number {
  return Number(/127\.0\.0\.1:(\d+)/.exec(inner.running.doors['irc'] ?? '')?.[1])
}

/** Those of 005 that are about files. */
async function fileHosts(person: IrcPerson): Promise<readonly string[]> {
  const lines = await person.ask('ISUPPORT')
  return lines.flatMap((line) => line.split(' ').filter((word) => word.includes('FILEHOST')))
}

/** As a client does it that has read 005; answers where the file is. */
async function bring(person: IrcPerson, name: string, file: string): Promise<string> {
  const [, host = ''] = (await fileHosts(person)).at(-1)?.split('=') ?? []
  const headers = {
    ...basic(name, password),
    'Content-Type': 'text/plain',
    'Content-Disposition': `attachment; filename="${file}"`,
  }
  const response = await fetch(host, { method: 'POST', headers, body: 'meow' })
  expect(response.status).toBe(201)
  return response.headers.get('location') ?? ''
}

async function newest(page: Page) {
  const { messages } = await page.call('message.read-history', { channel: 'general', limit: 1 })
  return messages[0]
}

test('005 tells where files are brought, by both names, as long as any are taken', async () => {
  const server = await start()
  const ann = await newUser(portOf(server), 'ann')
  const host = `http://${server.place}/api/uploads`
  expect(await fileHosts(ann)).toEqual([`draft/FILEHOST=${host}`, `soju.im/FILEHOST=${host}`])
  await server.inner.reconfigure([...usual, 'uploads.enabled=false'])
  expect(await fileHosts(ann)).toEqual([])
})

test('005 names the address that browsers use, and none where nothing is served over HTTP', async () => {
  const server = await start(['http.publicUrl=https://chat.example.org'])
  const host = 'https://chat.example.org/api/uploads'
  const ann = await newUser(portOf(server), 'ann')
  expect(await fileHosts(ann)).toEqual([`draft/FILEHOST=${host}`, `soju.im/FILEHOST=${host}`])
  const silent = await start(['http.enabled=false', 'http.publicUrl=https://chat.example.org'])
  expect(await fileHosts(await newUser(portOf(silent), 'bob'))).toEqual([])
})

test('FILEHOST TOKEN answers with what brings files for ten minutes, where no password is at hand', async () => {
  const clock = new ManualClock()
  const server = await start([], clock)
  const ann = await newUser(portOf(server), 'ann')
  const [line = ''] = await ann.ask('FILEHOST TOKEN')
  expect(line).toMatch(/^:irc\.test FILEHOST TOKEN \S+$/)
  const headers = { Authorization: `Bearer ${line.split(' ').at(-1) ?? ''}` }
  const post = () => fetch(`http://${server.place}/api/uploads`, { method: 'POST', headers, body: 'meow' })
  expect((await post()).status).toBe(201)
  expect(await ann.ask('FILEHOST KEY')).toEqual([
    ':irc.test FAIL FILEHOST SUBCOMMAND_INVALID :It is FILEHOST TOKEN',
  ])
  await server.inner.reconfigure([...usual, 'uploads.enabled=false'])
  expect(await ann.ask('FILEHOST TOKEN')).toEqual([
    expect.stringMatching(/^:irc\.test FAIL FILEHOST TEMPORARILY_UNAVAILABLE :/),
  ])
  clock.advance(600_000)
  const status = () =>
    post().then(
      (response) => response.status,
      () => null,
    )
  await expect.poll(status).toBe(401)
})

test('a line that only says where a file of one’s own is says the file: seen on the web, told once elsewhere', async () => {
  const clock = new ManualClock()
  const server = await start(['uploads.unsaidHours=1'], clock)
  const page = await server.register('webber')
  const listener = await register(server.inner.port, 'listener')
  const ann = await newUser(portOf(server), 'ann', 'draft/message-redaction message-tags')
  const bob = await newUser(portOf(server), 'bob')
  const address = await bring(ann, 'ann', 'cat.txt')
  ann.say(`PRIVMSG #general :${address}`)
  await bob.waitFor(`:ann!ann@ann.user PRIVMSG #general :cat.txt (text/plain, 4 B) ${address}\r`)
  await listener.waitFor(`[#general] ann: cat.txt (text/plain, 4 B) ${address}`)
  expect(await newest(page)).toMatchObject({ text: '', uploads: [{ name: 'cat.txt', size: 4 }] })
  clock.advance(3_660_000)
  const status = () =>
    fetch(address).then(
      (response) => response.status,
      () => null,
    )
  await expect.poll(status).toBe(200)
  await page.call('message.read-history', { channel: 'general', limit: 1 })
  const again = await returning(portOf(server), 'ann', 'draft/message-redaction message-tags')
  await again.ask(`REDACT #general ${(await newest(page))?.id ?? ''}`)
  await expect.poll(status).toBe(404)
})

test('among other words it stays where it is, and is not told a second time', async () => {
  const server = await start()
  const page = await server.register('webber')
  const listener = await register(server.inner.port, 'listener')
  const ann = await newUser(portOf(server), 'ann')
  const bob = await newUser(portOf(server), 'bob')
  const address = await bring(ann, 'ann', 'my cat.txt')
  ann.say(`PRIVMSG #general :look (${address}), my cat`)
  await ann.fence()
  const lines = (await bob.fence()).filter((line) => line.includes('PRIVMSG'))
  expect(lines).toEqual([`:ann!ann@ann.user PRIVMSG #general :look (${address}), my cat`])
  listener.say('/history 1')
  await listener.fence('read')
  expect(listener.lines.filter((line) => line.includes('cat.txt'))).toHaveLength(2)
  expect(await newest(page)).toMatchObject({
    text: `look (${address}), my cat`,
    uploads: [{ name: 'my cat.txt' }],
  })
  ann.say(`PRIVMSG #general :\u0001ACTION feeds ${address}\u0001`)
  await ann.fence()
  expect(await newest(page)).toMatchObject({ text: `feeds ${address}`, uploads: [] })
})

test('addresses of others, of nobody, and of what was said already are text like any other', async () => {
  const server = await start()
  const page = await server.register('webber')
  const ann = await newUser(portOf(server), 'ann')
  const address = await bring(ann, 'ann', 'cat.txt')
  const nobodys = address.replace(/files\/.{32}/, `files/${'x'.repeat(32)}`)
  for (const text of [address, nobodys]) {
    const { message } = await page.call('message.send', { channel: 'general', text })
    expect(message).toMatchObject({ text, uploads: [] })
  }
  ann.say(`PRIVMSG #general ${address}`, `PRIVMSG #general ${address}`)
  await ann.fence()
  expect(await newest(page)).toMatchObject({ text: address, uploads: [] })
})

test('of several messages at the same time one has the file, and all are said', async () => {
  const server = await start()
  const ann = await newUser(portOf(server), 'ann')
  const address = await bring(ann, 'ann', 'cat.txt')
  const page = new Page(server)
  await page.enter('user.sign-in', 'ann')
  const sent = await Promise.all(
    ['one', 'two', 'three'].map((word) =>
      page.call('message.send', { channel: 'general', text: `${word} ${address}` }),
    ),
  )
  expect(sent.filter(({ message }) => message.uploads.length === 1)).toHaveLength(1)
})

test('ten files at most are said with one message', async () => {
  const server = await start()
  const ann = await newUser(portOf(server), 'ann')
  const page = new Page(server)
  await page.enter('user.sign-in', 'ann')
  const addresses: string[] = []
  for (let n = 0; n < 11; n++) addresses.push(await bring(ann, 'ann', `${n}.txt`))
  const text = addresses.join('\n')
  const { message } = await page.call('message.send', { channel: 'general', text })
  expect(message.text).toBe(text)
  expect(message.uploads.map(({ name }) => name)).toEqual(addresses.slice(0, 10).map((_, n) => `${n}.txt`))
})
