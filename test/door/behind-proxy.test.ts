/** The plain-text door behind a proxy: who somebody is there, and what becomes of those who come past the proxy. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { versionTwo } from '../net/proxy-bytes.ts'
import { Operator } from '../scenes/doors/console.ts'
import { connectLines, password, type LineClient } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

const proxied = ['plain.proxyProtocol=true', 'server.proxies=["127.0.0.1"]']

async function startFor(settings: readonly string[]): Promise<ServerInProcess> {
  const server = await startInProcess(settings)
  onTestFinished(async () => {
    await server.stop()
    expect(unexpected(server.log)).toEqual([])
  })
  return server
}

const addressesOf = ({ log }: ServerInProcess) =>
  log.flatMap(({ fields, message }) => (message === 'connected' ? [fields['address']] : []))

/** What a proxy sends for somebody, and what they say after it. */
async function announced({ port }: ServerInProcess, address: string, ...said: readonly string[]) {
  const client = await connectLines(port)
  client.write(`PROXY TCP4 ${address} 192.0.2.1 40000 12345\r\n`)
  client.say(...said)
  return client
}

async function arrived(server: ServerInProcess, address: string, name: string): Promise<LineClient> {
  const client = await announced(server, address, `/register ${name} "${password}"`)
  await client.waitFor('* talking in #general')
  return client
}

async function ban({ data }: ServerInProcess, network: string): Promise<void> {
  const operator = await Operator.open(join(data, 'console.sock'), 'tester')
  expect(await operator.types(`/ban ${network}`)).toMatchObject({ ok: true })
  operator.leaves()
}

/** What the server said to somebody until it ended the connection. */
async function lastWords(client: LineClient): Promise<readonly string[]> {
  await client.ended
  return client.lines
}

test('a header from anywhere but a trusted proxy is not believed: the connection is closed unread', async () => {
  const server = await startFor(proxied)
  const liar = await connectLines(server.port, '127.0.0.2')
  liar.write('PROXY TCP4 203.0.113.7 192.0.2.1 40000 12345\r\n/help\n')
  expect(await lastWords(liar)).toEqual([])
  expect(addressesOf(server)).toEqual([])
})

test('a proxy that sends no header is not served', async () => {
  const server = await startFor(proxied)
  const silent = await connectLines(server.port)
  silent.say('/help')
  expect(await lastWords(silent)).toEqual([])
})

test('without proxyProtocol a header is a line like any other, whoever sends it', async () => {
  const server = await startFor(['server.proxies=["127.0.0.1"]'])
  const liar = await announced(server, '203.0.113.7')
  await liar.waitFor('! sign in first')
  expect(addressesOf(server)).toEqual(['127.0.0.1'])
})

test('a ban of the announced network ends the connection, and no later one comes in', async () => {
  const server = await startFor(proxied)
  const ann = await arrived(server, '203.0.113.7', 'ann')
  const bob = await arrived(server, '198.51.100.7', 'bob')
  expect(addressesOf(server)).toEqual(['203.0.113.7', '198.51.100.7'])
  await ban(server, '203.0.113.0/24')
  expect((await lastWords(ann)).at(-1)).toMatch(/^[*!] .*banned/)
  await bob.fence('still')
  const again = await announced(server, '203.0.113.99')
  expect((await lastWords(again)).at(-1)).toMatch(/^! .*banned/)
})

test('version 2 counts as well', async () => {
  const server = await startFor(proxied)
  const zoe = await connectLines(server.port)
  zoe.write(versionTwo(0x21, 0x11, Buffer.from([203, 0, 113, 8, 192, 0, 2, 1, 0x9c, 0x40, 0x30, 0x39])))
  await zoe.ask('/help', 'More commands')
  expect(addressesOf(server)).toEqual(['203.0.113.8'])
})

test('connections are limited by the announced address, not by the proxy’s', async () => {
  const server = await startFor([...proxied, 'limits.connectionsPerAddress=2'])
  const people = [
    await arrived(server, '203.0.113.7', 'ann'),
    await arrived(server, '203.0.113.7', 'bob'),
    await arrived(server, '198.51.100.7', 'zoe'),
  ]
  const third = await announced(server, '203.0.113.7')
  expect(await lastWords(third)).toEqual(['! too many connections from your address'])
  for (const person of people) await person.fence('here')
})

test('the other doors go on without headers', async () => {
  const server = await startFor(proxied)
  const answer = await fetch(`http://${server.running.doors['http']}/healthz`)
  expect(await answer.json()).toEqual({ alive: true })
})
