/** The plain-text door over TLS: the same conversation, a certificate that is replaced meanwhile, and doors without a plain port. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeCertificate, type CertificateFiles } from '../net/certificates.ts'
import { handshake, shownAt } from '../net/tls-server.ts'
import { run } from '../process/server-process.ts'
import { freePort, isFree } from '../support/free-port.ts'
import { connectLines, LineClient, password, register } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

let folder: string
let files: CertificateFiles
let server: ServerInProcess
let tlsPort: number

const oneDoor = ['irc.enabled=false', 'plain.tls.port=0']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-door-tls-'))
  files = await writeCertificate(folder, 'chat')
  server = await startInProcess([...oneDoor, `tls.certificate=${files.certificate}`, `tls.key=${files.key}`])
  tlsPort = tlsPortOf(server)
})

afterAll(async () => {
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
  rmSync(folder, { recursive: true, force: true })
})

function tlsPortOf({ running }: ServerInProcess): number {
  return Number(/TLS 127\.0\.0\.1:(\d+)$/.exec(running.doors['plain'] ?? '')?.[1])
}

async function registerSecurely(name: string): Promise<LineClient> {
  const client = new LineClient(await handshake(tlsPort))
  await client.ask(`/register ${name} "${password}"`, '* talking in #general')
  return client
}

test('people with TLS and without talk to each other, and both ports are told', async () => {
  expect(server.running.doors['plain']).toMatch(/^127\.0\.0\.1:\d+, TLS 127\.0\.0\.1:\d+$/)
  const bob = await register(Number(server.running.doors['plain']?.split(/[:,]/)[1]), 'bob')
  const ann = await registerSecurely('ann')
  await ann.ask('hello from inside', '[#general] ann: hello from inside')
  await bob.waitFor('[#general] ann: hello from inside')
  await bob.ask('hello from outside', '[#general] bob: hello from outside')
  await ann.waitFor('[#general] bob: hello from outside')
  ann.destroy()
  bob.destroy()
})

test('a reload shows the new certificate to those who come, and whoever is there talks on', async () => {
  const carl = await registerSecurely('carl')
  expect(await shownAt(tlsPort)).toBe(files.fingerprint)
  const renewed = await writeCertificate(folder, 'chat')
  await server.running.reload()
  expect(await shownAt(tlsPort)).toBe(renewed.fingerprint)
  expect(server.running.certificate).toMatchObject({ fingerprint: renewed.fingerprint, isSelfSigned: true })
  const dora = await registerSecurely('dora')
  await carl.ask('still here', '[#general] carl: still here')
  await dora.waitFor('[#general] carl: still here')
  carl.destroy()
  dora.destroy()
})

test('a script speaks through openssl (openssl: scripts/setup)', async () => {
  const openssl = run('openssl', ['s_client', '-quiet', '-connect', `127.0.0.1:${tlsPort}`], {
    stdin: 'pipe',
  })
  try {
    await openssl.prints(/\/help explains/)
    openssl.type('/register scripted "a good password"\n')
    await openssl.prints(/\* talking in #general/)
  } finally {
    await openssl.kill()
  }
})

test('whoever speaks no TLS to that port gets no words of the door', async () => {
  const client = await connectLines(tlsPort)
  client.say('/help')
  await client.ended
  expect(client.lines.filter((line) => line.startsWith('*'))).toEqual([])
})

test('connections with TLS and without are counted together', async () => {
  const small = await startInProcess([...oneDoor, 'limits.connections=1'])
  const plainPort = Number(/^127\.0\.0\.1:(\d+)/.exec(small.running.doors['plain'] ?? '')?.[1])
  const first = new LineClient(await handshake(tlsPortOf(small)))
  await first.waitFor('/help explains')
  const second = await connectLines(plainPort)
  await second.waitFor('! the server is full')
  first.destroy()
  await small.stop()
})

test('a door may have a port with TLS alone, with a certificate of its own making', async () => {
  const secure = await startInProcess([...oneDoor, 'plain.port=null'])
  expect(secure.running.doors['plain']).toMatch(/^TLS 127\.0\.0\.1:\d+$/)
  expect(await shownAt(tlsPortOf(secure))).toBe(secure.running.certificate?.fingerprint)
  await secure.stop()
})

test('a port without TLS for this machine alone takes those who are on it', async () => {
  const local = await startInProcess([...oneDoor, 'plain.plaintext=local'])
  const port = Number(/^127\.0\.0\.1:(\d+)/.exec(local.running.doors['plain'] ?? '')?.[1])
  const client = await connectLines(port, '127.0.0.9')
  await client.waitFor('/help explains')
  client.destroy()
  await local.stop()
})

test('a certificate that cannot be used stops the start in one line, and nothing stays open', async () => {
  const missing = join(folder, 'none.crt')
  const port = await freePort()
  const named = [`plain.port=${port}`, `tls.certificate=${missing}`, `tls.key=${files.key}`]
  await expect(startInProcess([...oneDoor, ...named])).rejects.toMatchObject({
    message: `tls.certificate: ${missing} cannot be read: no such file`,
  })
  expect(await isFree(port)).toBe(true)
})

test('a second port that is taken closes the first again', async () => {
  const port = await freePort()
  const ports = [`plain.port=${port}`, `plain.tls.port=${tlsPort}`]
  await expect(startInProcess(['irc.enabled=false', ...ports])).rejects.toThrow('the port is in use')
  expect(await isFree(port)).toBe(true)
})
