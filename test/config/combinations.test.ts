/** Options that cannot work together stop the start, and what the conformance suites write is accepted whole. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useWrittenConfig } from './written.ts'

const written = useWrittenConfig()

function faultsOf(set: readonly string[]): readonly string[] {
  return written.faultsOf({ set })
}

const acme = ['tls.acme.domains=[example.org]', 'tls.acme.agree=true']

test.each<readonly [string, readonly string[], string]>([
  [
    'a certificate without its key',
    ['tls.certificate=c.pem'],
    'tls.key: tls.certificate needs the file of its key',
  ],
  ['a key alone', ['tls.key=k.pem'], 'tls.certificate: tls.key needs the file of its certificate'],
  [
    'a certificate and domains to fetch one for',
    [...acme, 'tls.certificate=c.pem', 'tls.key=k.pem'],
    'tls.acme.domains: tls.certificate gives a certificate already: keep one of the two',
  ],
  [
    'domains without consent',
    ['tls.acme.domains=[example.org]'],
    'tls.acme.agree: must be true for tls.acme.domains: read the terms of acme-v02.api.letsencrypt.org',
  ],
  [
    'domains but no door for the certificate',
    [...acme, 'irc.tls.port=null'],
    'tls.acme.domains: no door shows the certificate: give plain.tls.port, irc.tls.port or http.tls.port',
  ],
  [
    'a door without any port',
    ['plain.port=null'],
    'plain.port: the door has no port at all: give one of plain.port, plain.tls.port, or set plain.enabled to false',
  ],
  [
    'the IRC door without any port',
    ['irc.port=null', 'irc.tls.port=null', 'http.enabled=false'],
    'irc.port: the door has no port at all: give one of irc.port, irc.tls.port, irc.websocket.port, or set irc.enabled to false',
  ],
  ['two doors at one port', ['plain.port=6667'], 'irc.port: 6667 is also plain.port: give each its own'],
  [
    'the answer to http-01 at the port of a door',
    [...acme, 'plain.port=80'],
    'tls.acme.httpPort: 80 is also plain.port: give each its own',
  ],
  [
    'passwords that must be longer than they may be',
    ['users.passwordLength.min=100', 'users.passwordLength.max=64'],
    'users.passwordLength.min: must be at most users.passwordLength.max, which is 64',
  ],
  [
    'a database server without what leads to it',
    ['database.kind=postgres', 'database.host=db.example.org', 'database.user=parlance'],
    'database.database: database.kind postgres needs it',
  ],
  [
    'a database server twice',
    ['database.url=postgres://parlance@db.example.org/parlance', 'database.host=other.example.org'],
    'database.host: database.url says it already: keep one of the two',
  ],
  [
    'what only a database server has use for',
    ['database.passwordFile=secret'],
    'database.passwordFile: SQLite has no use for it: set database.kind to postgres or mariadb, or leave this out',
  ],
  [
    'two passwords of the database server',
    [
      'database.url=postgres://parlance@db.example.org/parlance',
      'database.password=a',
      'database.passwordFile=b',
    ],
    'database.password: database.passwordFile gives the password already: keep one of the two',
  ],
  [
    'a store of files without what it needs',
    ['uploads.s3.endpoint=https://s3.example.org', 'uploads.s3.bucket=files', 'uploads.s3.accessKey=a'],
    'uploads.s3.secretKey: uploads.s3.endpoint needs it, or uploads.s3.secretKeyFile',
  ],
  [
    'a store of files without its address',
    ['uploads.s3.bucket=files'],
    'uploads.s3.bucket: does nothing without uploads.s3.endpoint: give the address of the store, or leave this out',
  ],
  [
    'a store of files with two secrets',
    [
      ...[
        'endpoint=https://s3.example.org',
        'bucket=files',
        'accessKey=a',
        'secretKey=b',
        'secretKeyFile=c',
      ].map((option) => `uploads.s3.${option}`),
    ],
    'uploads.s3.secretKey: uploads.s3.secretKeyFile gives the secret already: keep one of the two',
  ],
  [
    'STS without a port to go to',
    ['tls.stsSeconds=1h', 'irc.tls.port=null'],
    'tls.stsSeconds: there is no TLS port for IRC to send clients to: give irc.tls.port, or set this to 0',
  ],
  [
    'a proxy for every connection, and none that is trusted',
    ['irc.proxyProtocol=true', 'server.proxies=[]'],
    'irc.proxyProtocol: nobody would get in: name the proxies in server.proxies, or set this to false',
  ],
  [
    'the same for the plain-text door',
    ['plain.proxyProtocol=true', 'server.proxies=[]'],
    'plain.proxyProtocol: nobody would get in: name the proxies in server.proxies, or set this to false',
  ],
])('%s stops the start', (_what, set, fault) => {
  expect(faultsOf(set)).toEqual([`--set: ${fault}`])
})

test.each<readonly [string, readonly string[]]>([
  ['only TLS', ['plain.port=null', 'plain.tls.port=1', 'irc.port=null']],
  ['only WebSocket', ['irc.port=null', 'irc.tls.port=null', 'irc.websocket.port=1']],
  ['IRC at the HTTP port alone', ['irc.port=null', 'irc.tls.port=null']],
  ['the web client without IRC', ['irc.enabled=false']],
  [
    'proxies for the TCP ports, of which there are none',
    [
      ...['irc.port=null', 'irc.tls.port=null', 'irc.websocket.port=1'],
      ...['irc.proxyProtocol=true', 'server.proxies=[]'],
    ],
  ],
  [
    'proxies for a door that is closed',
    ['plain.enabled=false', 'plain.proxyProtocol=true', 'server.proxies=[]'],
  ],
  ['a closed door that has no port', ['plain.enabled=false', 'plain.port=null']],
  ['a closed door at the port of another', ['http.enabled=false', 'http.port=6667']],
  ['any free port for all of them', ['plain.port=0', 'irc.port=0', 'irc.tls.port=0']],
  ['the same port at another address', ['irc.websocket.host=127.0.0.2', 'irc.websocket.port=6667']],
  ['fetched certificates', acme],
])('%s is fine', (_what, set) => {
  expect(faultsOf(set)).toEqual([])
})

test('a fault names where the option was given, though it is about another', () => {
  const environment = { PARLANCE_TLS__CERTIFICATE: 'c.pem' }
  expect(() => written.load({ environment })).toThrow(/^PARLANCE_TLS__CERTIFICATE: tls\.key: /)
})

/** What the controller of irctest writes for a test; each row below changes what one kind of test changes. */
function conformanceConfig(change: {
  readonly tls?: object
  readonly irc?: object
  readonly users?: object
}) {
  return {
    data: join(written.folder, 'data'),
    server: { name: 'ParlanceTest', host: '127.0.0.1' },
    plain: { enabled: false },
    http: { enabled: false },
    tls: { certificate: null, key: null, ...change.tls },
    irc: {
      enabled: true,
      port: 45_678,
      tls: { port: null },
      websocket: { host: null, port: null },
      proxyProtocol: false,
      serverName: 'My.Little.Server',
      description: 'test server',
      network: 'ParlanceTest',
      motd: ['Message of the day'],
      password: null,
      operators: [{ name: 'operuser', password: 'operpassword' }],
      defaultUserModes: '',
      alwaysOn: 'opt-in',
      scram: { enabled: true, iterations: 4096 },
      registerBeforeConnect: false,
      pingInterval: '10m',
      pingTimeout: '10m',
      persistTags: ['+draft/persist', '+persist'],
      ...change.irc,
    },
    users: {
      registration: 'open',
      emailRequired: false,
      guests: true,
      bcryptCost: 4,
      passwordLength: { min: 1, max: 1024 },
      ...change.users,
    },
    channels: { default: [], creation: 'anyone' },
    limits: { enabled: false },
    log: { level: 'warn', format: 'json' },
  }
}

test.each([
  ['as most tests have it', {}],
  ['over TLS', { tls: { certificate: 'c.pem', key: 'k.pem' }, irc: { port: null, tls: { port: 45_678 } } }],
  ['over WebSocket', { irc: { websocket: { host: '127.0.0.1', port: 45_679 } } }],
  ['with a password', { irc: { password: 'hunter2' } }],
  ['behind a proxy', { irc: { proxyProtocol: true } }],
  ['with user modes from the start', { irc: { defaultUserModes: '+B' } }],
  ['with everybody always on', { irc: { alwaysOn: 'opt-out' } }],
  ['registering with an address', { irc: { registerBeforeConnect: true }, users: { emailRequired: true } }],
])('a conformance test, %s, is accepted whole', (_what, change) => {
  const { config } = written.load({ yaml: JSON.stringify(conformanceConfig(change)) })
  expect(config.irc).toMatchObject({ pingInterval: 600, pingTimeout: 600, network: 'ParlanceTest' })
})
