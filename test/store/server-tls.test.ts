/** TLS to a database server: its certificate is looked at, and who it is for. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfSignedPair } from '../../src/net/tls/self-signed.ts'
import type { DatabaseServer } from '../../src/store/database-place.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { TestServer } from '../support/database-server.ts'
import { giveToMariadb, hasMariadb, Mariadb } from '../support/mariadb.ts'
import { giveToPostgres, hasPostgres, Postgres } from '../support/postgres.ts'
import { refusalOf, rememberingLog } from './support.ts'

const kinds = [
  {
    name: 'PostgreSQL',
    isThere: hasPostgres,
    give: giveToPostgres,
    start: (certificate: string, key: string) =>
      Postgres.start(['fsync=off', 'ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`]),
  },
  {
    name: 'MariaDB',
    isThere: hasMariadb,
    give: giveToMariadb,
    start: (certificate: string, key: string) => Mariadb.start([`ssl-cert=${certificate}`, `ssl-key=${key}`]),
  },
]

describe.each(kinds)('$name', ({ isThere, give, start }) => {
  let folder: string
  let certificate: string
  let server: TestServer

  beforeAll(async () => {
    if (!isThere) return
    folder = mkdtempSync(join(tmpdir(), 'parlance-certificate-'))
    const names = ['localhost']
    const pair = await selfSignedPair({ file: join(folder, 'pair.pem'), names, now: Date.now() })
    certificate = join(folder, 'certificate.pem')
    const key = join(folder, 'key.pem')
    writeFileSync(certificate, pair.certificate)
    writeFileSync(key, pair.key, { mode: 0o600 })
    chmodSync(folder, 0o711)
    for (const file of [certificate, key]) give(file)
    server = await start(certificate, key)
  }, 60_000)
  afterAll(async () => {
    if (!isThere) return
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function opens(given: Partial<DatabaseServer>): Promise<string> {
    const place = { ...(await server.database()), ...given }
    return refusalOf(openStore({ server: place, log: rememberingLog() }).then((store) => store.close()))
  }

  test.runIf(isThere)(
    'a certificate from an authority that was named, for the host that was asked, will do',
    async () => {
      expect(await opens({ host: 'localhost', tls: { ca: certificate, verify: true } })).toBe('not refused')
    },
  )

  test.runIf(isThere)('one from anybody, or for another host, will not, unless any will do', async () => {
    expect(await opens({ host: 'localhost', tls: { ca: null, verify: true } })).toContain(
      'name its authority in database.tls.ca',
    )
    expect(await opens({ tls: { ca: certificate, verify: true } })).toMatch(
      /is for another host|cannot be checked against an address/,
    )
    expect(await opens({ tls: { ca: null, verify: false } })).toBe('not refused')
  })

  test.runIf(isThere)('a file that is not there is named', async () => {
    const answer = await opens({ host: 'localhost', tls: { ca: join(folder, 'absent.pem'), verify: true } })
    expect(answer).toContain('database.tls.ca: ')
    expect(answer).toContain('ENOENT')
  })
})
