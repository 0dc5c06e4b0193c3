/** Certificates fetched by ACME from a real authority (pebble: scripts/setup), renewed, and waited for. */
import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect as connectTo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSystemClock, type SystemClock } from '../../src/lib/clock.ts'
import { openTlsIdentity, type OwnTlsIdentity, type TlsSettings } from '../../src/net/tls-identity.ts'
import { freePort } from '../support/free-port.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { startAuthority, type Authority } from './pebble.ts'
import { handshake, serve, shownAt } from './tls-server.ts'

type Acme = TlsSettings['acme']

const day = 86_400_000
const patience = { timeout: 15_000 }

let files = ''
let httpPort = 0
let tlsPort = 0
let authority: Authority
let folder = ''
let told: string[] = []
const endings: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'parlance-authority-'))
  httpPort = await freePort()
  tlsPort = await freePort()
  authority = await startAuthority(files, { httpPort, tlsPort })
})

afterAll(async () => {
  await authority.stop()
  rmSync(files, { recursive: true, force: true })
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-acme-'))
  told = []
})

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
  rmSync(folder, { recursive: true, force: true })
})

function note(fields: object, message: string): void {
  told.push(`${message} ${JSON.stringify(fields)}`)
}

async function open(
  change: Partial<Acme>,
  clock: SystemClock = createSystemClock(),
): Promise<OwnTlsIdentity> {
  const acme: Acme = {
    domains: ['chat.parlance.test'],
    email: null,
    directory: authority.directory,
    challenge: 'http-01',
    httpPort,
    ...change,
  }
  const identity = await openTlsIdentity({
    folder: join(folder, 'tls'),
    host: '127.0.0.1',
    names: ['localhost'],
    clock,
    log: { debug: note, info: note, warn: note, error: note },
    settings: () => ({ certificate: null, key: null, acme }),
    retryMs: () => 200,
  })
  endings.push(() => identity.close())
  return identity
}

function namesOf(identity: OwnTlsIdentity): string {
  return new X509Certificate(String(identity.options.cert)).subjectAltName ?? ''
}

test('domains are proven over HTTP; until then the self-signed certificate serves, and the change is live', async () => {
  const identity = await open({
    domains: ['chat.parlance.test', 'irc.parlance.test'],
    email: 'admin@parlance.test',
  })
  const server = await serve(identity)
  endings.push(() => server.close())
  expect(identity.isSelfSigned).toBe(true)
  const early = await handshake(server.port)
  await expect.poll(() => identity.isSelfSigned, patience).toBe(false)
  expect(namesOf(identity)).toBe('DNS:chat.parlance.test, DNS:irc.parlance.test')
  expect(await shownAt(server.port)).toBe(identity.fingerprint)
  expect(early.destroyed).toBe(false)
  early.destroy()
})

test('what was fetched and the key of the account are kept for this system user alone, and used again', async () => {
  const first = await open({})
  await expect.poll(() => first.isSelfSigned, patience).toBe(false)
  const kept = join(folder, 'tls', 'acme')
  const kinds = () =>
    readdirSync(kept)
      .map((name) => name.replace(/^127\.0\.0\.1-\d+\./, ''))
      .toSorted()
  // It is shown before it is stored.
  await expect.poll(kinds).toEqual(['account.json', 'certificate.pem'])
  const names = readdirSync(kept)
  for (const name of names) expect(statSync(join(kept, name)).mode & 0o777).toBe(0o600)
  const account = readFileSync(join(kept, names[0] ?? ''), 'utf8')
  const again = await open({})
  expect(again.fingerprint).toBe(first.fingerprint)
  const other = await open({ domains: ['other.parlance.test'] })
  expect(other.isSelfSigned).toBe(true)
  await expect.poll(() => namesOf(other), patience).toBe('DNS:other.parlance.test')
  expect(readFileSync(join(kept, names[0] ?? ''), 'utf8')).toBe(account)
})

test('what cannot be stored is shown all the same, and the file is named', async () => {
  const clock = new ManualClock(Date.now())
  const identity = await open({}, clock)
  const host = new URL(authority.directory).host.replace(':', '-')
  const file = join(folder, 'tls', 'acme', `${host}.certificate.pem`)
  mkdirSync(join(file, 'in the way'), { recursive: true })
  clock.advance(1000)
  await expect.poll(() => identity.isSelfSigned, patience).toBe(false)
  await expect
    .poll(() => told.join('\n'), patience)
    .toContain(
      `the next start fetches another one {"file":"${file}","reason":"${file} cannot be written: it is a folder"}`,
    )
  expect(readdirSync(dirname(file)).toSorted()).toEqual([`${host}.account.json`, `${host}.certificate.pem`])
})

test('a domain is proven over TLS on the port of a door, while others connect to it', async () => {
  const identity = await open({ challenge: 'tls-alpn-01' })
  // The authority comes to one fixed port: what arrives there goes to the door.
  const door = await serve(identity)
  const front = await forward(tlsPort, door.port)
  endings.push(
    () => door.close(),
    () => void front.close(),
  )
  await expect.poll(() => identity.isSelfSigned, patience).toBe(false)
  expect(namesOf(identity)).toBe('DNS:chat.parlance.test')
  await expect(
    handshake(door.port, { servername: 'chat.parlance.test', ALPNProtocols: ['acme-tls/1'] }),
  ).rejects.toThrow(/alert|disconnected/)
})

test('it is fetched anew in the last third of its life', async () => {
  const clock = new ManualClock(Date.now())
  const identity = await open({}, clock)
  clock.advance(1000)
  await expect.poll(() => identity.isSelfSigned, patience).toBe(false)
  const first = identity.fingerprint
  const { validTo } = new X509Certificate(String(identity.options.cert))
  const life = Date.parse(validTo) - clock.now()
  clock.advance(Math.floor((life * 3) / 5))
  expect(identity.fingerprint).toBe(first)
  clock.advance(Math.floor(life / 10))
  await expect.poll(() => identity.fingerprint, patience).not.toBe(first)
  expect(life).toBeGreaterThan(day)
})

test('a failure is told in one line and tried again', async () => {
  const occupant = await forward(httpPort, 1)
  const identity = await open({})
  await expect
    .poll(() => told.join('\n'), patience)
    .toMatch(/no certificate could be fetched.*httpPort: cannot listen/)
  expect(identity.isSelfSigned).toBe(true)
  await new Promise((resolve) => occupant.close(resolve))
  await expect.poll(() => identity.isSelfSigned, patience).toBe(false)
})

test.each([
  ['that cannot be reached', () => 'https://127.0.0.1:1/dir', /ECONNREFUSED/],
  ['that refuses the domain', () => authority.directory, /reason":"Order included a DNS identifier/],
])('an authority %s does not keep the server from serving', async (_what, directory, reason) => {
  const identity = await open({ directory: directory(), domains: ['127.0.0.1.'] })
  await expect.poll(() => told.join('\n'), patience).toMatch(reason)
  expect(identity.isSelfSigned).toBe(true)
  const server = await serve(identity)
  endings.push(() => server.close())
  expect(await shownAt(server.port)).toBe(identity.fingerprint)
})

test('the end does not wait for an authority that does not answer', async () => {
  const silent = createServer((socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const asked = new Promise((resolve) => silent.once('connection', resolve))
  const identity = await open({ directory: `https://127.0.0.1:${port}/dir` })
  await asked
  await identity.close()
  silent.close()
})

function forward(from: number, to: number): Promise<Server> {
  const server = createServer((socket) => {
    const onward = connectTo(to)
    for (const end of [socket, onward]) end.on('error', () => undefined)
    socket.pipe(onward).pipe(socket)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(from, '127.0.0.1', () => resolve(server))
  })
}
