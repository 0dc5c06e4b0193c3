/** The certificate in use: from files, signed by the server itself, and what its connections are worth. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock, type SystemClock } from '../../src/lib/clock.ts'
import { openTlsIdentity, type OwnTlsIdentity, type TlsSettings } from '../../src/net/tls-identity.ts'
import { TlsError } from '../../src/net/tls/pair.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { makeCertificate } from './certificate.ts'
import { writeCertificate } from './certificates.ts'
import { handshake, nextText, serve, shownAt, type Shown } from './tls-server.ts'

const acme = {
  domains: [],
  email: null,
  directory: 'https://ca.invalid/',
  challenge: 'http-01',
  httpPort: 80,
} as const
const day = 86_400_000

let folder = ''
let told: string[] = []
const endings: (() => Promise<void>)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-tls-'))
  told = []
})

afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
  rmSync(folder, { recursive: true, force: true })
})

interface Given {
  settings?: Partial<TlsSettings>
  clock?: SystemClock
  names?: readonly string[]
}

function note(fields: object, message: string): void {
  told.push(`${message} ${JSON.stringify(fields)}`)
}

async function open(given: Given = {}): Promise<OwnTlsIdentity> {
  const identity = await openTlsIdentity({
    folder: join(folder, 'tls'),
    host: '127.0.0.1',
    names: given.names ?? ['irc.example.org', 'localhost', '127.0.0.1', '::1'],
    clock: given.clock ?? createSystemClock(),
    log: { debug: note, info: note, warn: note, error: note },
    settings: () => ({ certificate: null, key: null, acme, ...given.settings }),
  })
  endings.push(() => identity.close())
  return identity
}

async function shown(identity: OwnTlsIdentity, protocols: readonly string[] = []): Promise<Shown> {
  const server = await serve(identity, protocols)
  endings.push(() => server.close())
  return server
}

describe('the certificate of files', () => {
  test('is shown, and replaced live when the files are: who is connected stays', async () => {
    const first = await writeCertificate(folder, 'a')
    const { port } = await shown(await open({ settings: first }))
    const early = await handshake(port)
    expect(early.getPeerCertificate().fingerprint256).toBe(first.fingerprint)

    const second = await writeCertificate(folder, 'a')
    await expect.poll(() => shownAt(port)).toBe(second.fingerprint)

    early.write('still here')
    expect(await nextText(early)).toBe('still here')
    expect(early.getPeerCertificate().fingerprint256).toBe(first.fingerprint)
    early.destroy()
  })

  test('that is broken or half replaced is told, and the one before is still shown', async () => {
    const first = await writeCertificate(folder, 'a')
    const other = await writeCertificate(folder, 'b')
    const { port } = await shown(await open({ settings: first }))

    writeFileSync(first.certificate, 'rubbish')
    await expect.poll(() => told.join('\n')).toContain('holds no certificate in PEM form')
    expect(await shownAt(port)).toBe(first.fingerprint)

    await copyFile(other.certificate, first.certificate)
    await expect.poll(() => told.join('\n')).toContain('does not belong to')
    expect(await shownAt(port)).toBe(first.fingerprint)

    await copyFile(other.key, first.key)
    await expect.poll(() => shownAt(port)).toBe(other.fingerprint)
  })

  test('is read again when somebody asks, without a change that the system told of', async () => {
    const first = await writeCertificate(folder, 'a')
    const identity = await open({ settings: first, clock: new ManualClock(Date.now()) })
    const second = await writeCertificate(folder, 'a')
    expect(identity.fingerprint).toBe(first.fingerprint)
    await identity.reload()
    expect(identity.fingerprint).toBe(second.fingerprint)
  })

  test('other files take its place when the settings name them; what cannot be used changes nothing', async () => {
    const first = await writeCertificate(folder, 'a')
    const second = await writeCertificate(folder, 'b')
    const given = { settings: first as Partial<TlsSettings> }
    const identity = await open(given)
    given.settings = { certificate: join(folder, 'none.crt'), key: second.key }
    await expect(identity.reload()).rejects.toThrow('none.crt cannot be read: no such file')
    expect(identity.fingerprint).toBe(first.fingerprint)
    given.settings = second
    await Promise.all([identity.reload(), identity.reload()])
    expect(identity.fingerprint).toBe(second.fingerprint)
    given.settings = {}
    await identity.reload()
    expect(identity.isSelfSigned).toBe(true)
    expect([first.fingerprint, second.fingerprint]).not.toContain(identity.fingerprint)
  })

  test('nobody is told where nothing changed', async () => {
    const identity = await open({ settings: await writeCertificate(folder, 'a') })
    let changes = 0
    identity.onChange(() => changes++)
    await identity.reload()
    expect(changes).toBe(0)
  })

  test.each([
    ['missing', null, /^tls\.certificate: \S+a\.crt cannot be read: no such file$/],
    ['rubbish', 'rubbish', /^tls\.certificate: \S+a\.crt holds no certificate in PEM form$/],
    ['empty', '', /^tls\.certificate: \S+a\.crt holds no certificate in PEM form$/],
    ['endless', 'x'.repeat(2_000_000), /^tls\.certificate: \S+a\.crt is too large for a PEM file$/],
  ])('a certificate that is %s stops the start in one line', async (_what, text, line) => {
    const { certificate, key } = await writeCertificate(folder, 'a')
    if (text === null) rmSync(certificate)
    else writeFileSync(certificate, text)
    await expect(open({ settings: { certificate, key } })).rejects.toThrow(line)
  })

  test.each([
    [
      'of another',
      (folder: string) => join(folder, 'b.key'),
      /^tls\.key: \S+b\.key does not belong to \S+a\.crt/,
    ],
    ['that is none', (folder: string) => join(folder, 'a.crt'), /^tls\.key: \S+a\.crt holds no private key/],
    ['that is a folder', (folder: string) => folder, /^tls\.key: \S+ (is no file|cannot be read)/],
  ])('a key %s stops the start in one line', async (_what, keyIn, line) => {
    const { certificate } = await writeCertificate(folder, 'a')
    await writeCertificate(folder, 'b')
    await expect(open({ settings: { certificate, key: keyIn(folder) } })).rejects.toThrow(line)
  })

  test('a key with a pass phrase is refused with what to do', async () => {
    const { certificate, key } = await writeCertificate(folder, 'a')
    writeFileSync(key, '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n')
    await expect(open({ settings: { certificate, key } })).rejects.toThrow(
      /has a pass phrase: store it without one$/,
    )
  })
})

describe('the certificate that the server signs itself', () => {
  test('is for this system user alone, is kept, and its fingerprint is told', async () => {
    const first = await open()
    const file = join(folder, 'tls', 'self-signed.pem')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'tls')).mode & 0o777).toBe(0o700)
    expect(first.isSelfSigned).toBe(true)
    expect(told.join('\n')).toContain(first.fingerprint)
    const { port } = await shown(first)
    expect(await shownAt(port)).toBe(first.fingerprint)
    expect((await open()).fingerprint).toBe(first.fingerprint)
  })

  test('satisfies a client that was given it', async () => {
    const { port } = await shown(await open())
    const ca = readFileSync(join(folder, 'tls', 'self-signed.pem'), 'utf8')
    for (const servername of ['irc.example.org', 'localhost']) {
      const socket = await handshake(port, { ca, servername, rejectUnauthorized: true })
      expect(socket.authorized).toBe(true)
      socket.destroy()
    }
  })

  test('is made anew before it ends, while the server runs', async () => {
    const clock = new ManualClock(Date.now())
    const identity = await open({ clock })
    const first = identity.fingerprint
    clock.advance(356 * day)
    await identity.reload()
    expect(identity.fingerprint).toBe(first)
    clock.advance(15 * day)
    await identity.reload()
    clock.advance(day)
    await expect.poll(() => identity.fingerprint).not.toBe(first)
  })

  test('that is damaged is made anew', async () => {
    await open()
    writeFileSync(join(folder, 'tls', 'self-signed.pem'), 'rubbish')
    expect((await open()).isSelfSigned).toBe(true)
  })

  test.each([
    ['is a folder', 'self-signed.pem', 'it is a folder'],
    ['is in a file', '', 'a part of the path is a file'],
  ])('that %s stops the start in one line', async (_what, name, reason) => {
    const file = join(folder, 'tls', 'self-signed.pem')
    if (name === '') writeFileSync(join(folder, 'tls'), 'rubbish')
    else mkdirSync(file, { recursive: true })
    await expect(open()).rejects.toThrow(new TlsError(`${file} cannot be read: ${reason}`))
  })

  test('a server without a single known name has one too', async () => {
    expect((await open({ names: [] })).isSelfSigned).toBe(true)
  })
})

describe('a connection', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'may be %s, with forward secrecy and authenticated encryption',
    async (version) => {
      const { port } = await shown(await open())
      const socket = await handshake(port, { minVersion: version, maxVersion: version })
      expect(socket.getProtocol()).toBe(version)
      expect(socket.getCipher().standardName).toMatch(/^TLS_(ECDHE_ECDSA_WITH_)?AES_256_GCM_SHA384$/)
      socket.destroy()
    },
  )

  test.each([
    ['an old version', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }],
    [
      'a cipher without authentication of its own',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' },
    ],
    ['a protocol that is not spoken there', { ALPNProtocols: ['smtp', 'irc'] }],
  ] as const)('with %s is refused', async (_what, options) => {
    const { port } = await shown(await open(), ['http/1.1'])
    const alpn = 'ALPNProtocols' in options ? { ALPNProtocols: [...options.ALPNProtocols] } : {}
    await expect(handshake(port, { ...options, ...alpn })).rejects.toThrow(/ alert /)
  })

  test('with a key exchange without forward secrecy is refused, though the certificate would do for one', async () => {
    const rsa = await makeCertificate('chat.example', 'rsa')
    const settings = { certificate: join(folder, 'rsa.crt'), key: join(folder, 'rsa.key') }
    writeFileSync(settings.certificate, rsa.cert)
    writeFileSync(settings.key, rsa.key)
    const { port } = await shown(await open({ settings }))
    const asks = (ciphers: string) => handshake(port, { maxVersion: 'TLSv1.2', ciphers })
    await expect(asks('AES128-GCM-SHA256')).rejects.toThrow(/ alert /)
    const socket = await asks('ECDHE-RSA-AES128-GCM-SHA256')
    expect(socket.getCipher().name).toBe('ECDHE-RSA-AES128-GCM-SHA256')
    socket.destroy()
  })

  test('the server chooses the cipher, and the protocol of those it speaks', async () => {
    const { port } = await shown(await open(), ['http/1.1'])
    const ciphers = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384'
    const socket = await handshake(port, {
      maxVersion: 'TLSv1.2',
      ciphers,
      ALPNProtocols: ['h2', 'http/1.1'],
    })
    expect(socket.getCipher().name).toBe('ECDHE-ECDSA-AES256-GCM-SHA384')
    expect(socket.alpnProtocol).toBe('http/1.1')
    socket.destroy()
  })

  test('may not negotiate anew', async () => {
    const { port } = await shown(await open())
    const socket = await handshake(port, { maxVersion: 'TLSv1.2' })
    const refused = new Promise<Error | null>((resolve) => {
      socket.renegotiate({ rejectUnauthorized: false }, resolve)
      socket.once('error', resolve)
    })
    expect(await refused).toBeInstanceOf(Error)
    socket.destroy()
  })
})
