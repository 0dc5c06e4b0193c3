/** How a server proves to NATS who it is, and NATS to it: files of passwords, authorities and certificates, on a real nats-server. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { NodeId } from '../../../src/core/types.ts'
import { NatsBus } from '../../../src/fanout/nats-bus.ts'
import { createSystemClock } from '../../../src/lib/clock.ts'
import { natsPlaceOf } from '../../../src/server/cluster/nats-place.ts'
import { FakeLog } from '../../fanout/fakes.ts'
import { makeCertificate } from '../../net/certificate.ts'
import { temporaryFolder } from '../../store/support.ts'
import { hasNats, NatsServer } from '../../support/nats.ts'

type NatsOptions = Parameters<typeof natsPlaceOf>[0]

const { folder, remove } = temporaryFolder()
afterAll(remove)

const none = { user: null, password: null, passwordFile: null, token: null, tokenFile: null }
const plain = { enabled: false, ca: null, certificate: null, key: null }

function options(given: Partial<NatsOptions>): NatsOptions {
  return { nats: ['127.0.0.1'], ...none, tls: plain, ...given }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('what is in the files is given, without the end of the line', async () => {
  const passwordFile = file('password', 'open sesame\n')
  expect(await natsPlaceOf(options({ user: 'a', passwordFile }))).toEqual({
    servers: ['127.0.0.1'],
    tls: null,
    user: 'a',
    pass: 'open sesame',
  })
  expect(await natsPlaceOf(options({ tokenFile: file('token', 'word\n') }))).toMatchObject({ token: 'word' })
})

test('a file that cannot be used is named with its option', async () => {
  const missing = join(folder, 'missing')
  await expect(natsPlaceOf(options({ tokenFile: missing }))).rejects.toThrow(
    `cluster.tokenFile: ${missing} cannot be read (ENOENT)`,
  )
  const empty = file('empty', '\n')
  const tls = { ...plain, enabled: true, ca: empty }
  await expect(natsPlaceOf(options({ tls }))).rejects.toThrow(`cluster.tls.ca: ${empty} is empty`)
})

describe.skipIf(!hasNats)('over TLS (needs nats-server: scripts/setup)', () => {
  let server: NatsServer
  let address: string
  let tls: NatsOptions['tls']

  beforeAll(async () => {
    const [own, ours] = [await makeCertificate('localhost'), await makeCertificate('parlance')]
    const [cert, key] = [file('server.crt', own.cert), file('server.key', own.key)]
    const [certificate, ourKey] = [file('our.crt', ours.cert), file('our.key', ours.key)]
    server = await NatsServer.start([
      `tls { cert_file: "${cert}", key_file: "${key}", ca_file: "${certificate}", verify: true }`,
    ])
    address = `nats://localhost:${server.port}`
    tls = { enabled: true, ca: cert, certificate, key: ourKey }
  })
  afterAll(() => server.stop())

  async function connected(given: Partial<NatsOptions>): Promise<boolean> {
    const place = await natsPlaceOf(options({ nats: [address], ...given }))
    const log = new FakeLog()
    const made = { place, subject: 'parlance.tls', node: 'one' as NodeId, clock: createSystemClock(), log }
    const bus = new NatsBus(made)
    onTestFinished(() => bus.close())
    const starting = bus.start()
    await expect.poll(() => bus.isConnected || log.lines.length > 0, { timeout: 10_000 }).toBe(true)
    await bus.close()
    await starting
    return log.lines.length === 0
  }

  test('an authority of one’s own and a certificate let in', async () => {
    expect(await connected({ tls })).toBe(true)
  })

  test('without the authority, without a certificate, and without TLS nobody gets through', async () => {
    expect(await connected({ tls: { ...tls, ca: null } })).toBe(false)
    expect(await connected({ tls: { ...tls, certificate: null, key: null } })).toBe(false)
    expect(await connected({ tls: plain })).toBe(false)
  })

  test('a server without TLS is not spoken to where TLS is asked for', async () => {
    const open = await NatsServer.start()
    expect(await connected({ nats: [open.url], tls })).toBe(false)
    await open.stop()
  })
})
