/** What several servers need is asked for before anything starts. */
import { expect, test } from 'vitest'
import { useWrittenConfig } from './written.ts'

const written = useWrittenConfig()

const servers = 'cluster.nats=nats://127.0.0.1:4222'
const alone =
  'cluster.nats: several servers need a database they can share: SQLite is for one (give database.url, or leave this out)'
const shared = 'uploads.shared=true'

function faultsOf(set: readonly string[]): readonly string[] {
  return written.faultsOf({ set }).map((fault) => fault.replace('--set: ', ''))
}

test('SQLite is for one server', () => {
  expect(faultsOf([servers, shared])).toEqual([alone])
})

test('files in the data folder of one server would be missing on the others', () => {
  const missing = faultsOf([servers]).filter((fault) => fault !== alone)
  expect(missing).toEqual([
    'uploads.shared: files brought to one server would be missing on the others: give uploads.s3.endpoint, or set this to true if the folder uploads in the data folder is shared by all',
  ])
  expect(faultsOf([servers, 'uploads.enabled=false', 'previews.enabled=false'])).toEqual([alone])
})

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['a name without a password', ['user=a'], ['password: cluster.user needs it, or cluster.passwordFile']],
  ['a password without a name', ['password=b'], ['user: the password needs the name it is for']],
  [
    'a name and a token',
    ['user=a', 'password=b', 'token=c'],
    ['token: NATS asks for a name or for a token: keep one of the two'],
  ],
  [
    'two tokens',
    ['token=c', 'tokenFile=d'],
    ['token: cluster.tokenFile gives it already: keep one of the two'],
  ],
  [
    'a certificate without its key',
    ['tls.enabled=true', 'tls.certificate=c.pem'],
    ['tls.key: a certificate and its key need each other'],
  ],
  [
    'an authority without TLS',
    ['tls.ca=c.pem'],
    ['tls.enabled: must be true for what is given in cluster.tls'],
  ],
])('%s stops the start', (_what, set, faults) => {
  const given = set.map((one) => `cluster.${one}`)
  const expected = faults.map((fault) => `cluster.${fault}`)
  expect(faultsOf([servers, shared, ...given])).toEqual([alone, ...expected])
})

test('a node is not dead before it could have beaten twice', () => {
  const fault = 'cluster.deadSeconds: must be at least twice cluster.beatSeconds, which is 10'
  expect(faultsOf([servers, shared, 'cluster.beatSeconds=10'])).toEqual([alone, fault])
})

test('what is for NATS does nothing without its address', () => {
  const fault = 'does nothing without cluster.nats: give the address, or leave this out'
  expect(faultsOf(['cluster.token=c'])).toEqual([`cluster.token: ${fault}`])
})

test('addresses are those of NATS, without names and passwords in them', () => {
  for (const good of ['nats://10.0.0.5', 'nats.example.org:4222', 'nats://[::1]:4222'])
    for (const written of [good, `["${good}", "nats.example.org"]`])
      expect(faultsOf([`cluster.nats=${written}`, shared])).toEqual([alone])
  for (const bad of ['nats://', 'http://10.0.0.5', 'nats://a:b@10.0.0.5', 'nats://10.0.0.5/x'])
    expect(faultsOf([`cluster.nats=${bad}`, shared])[0]).toContain('must be the address of a NATS server')
})
