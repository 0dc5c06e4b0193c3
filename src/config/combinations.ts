/** What no single option can know: combinations that cannot work together. */
import { clusterFaults } from './cluster-combinations.ts'
import type { Fault } from './fault.ts'
import type { Config } from './schema.ts'

export type Origins = Readonly<Record<string, string>>

export interface Contradiction {
  /** The options it is about, the one to change first. */
  readonly options: readonly [string, ...string[]]
  readonly problem: string
}

/** Each fault names the place of the first of its options that somebody gave. */
export function combinationFaults(config: Config, origins: Origins): readonly Fault[] {
  const found = [
    ...doorFaults(config),
    ...certificateFaults(config),
    ...acmeFaults(config),
    ...otherFaults(config),
    ...uselessFaults(config),
    ...storeFaults(config),
    ...databaseFaults(config),
    ...clusterFaults(config),
  ]
  return found.map(({ options, problem }) => {
    const given = options.find((option) => Object.hasOwn(origins, option))
    return {
      where: given === undefined ? 'configuration' : (origins[given] ?? ''),
      option: options[0],
      problem,
    }
  })
}

function doorFaults({ plain, irc, http, server, tls }: Config): readonly Contradiction[] {
  const webSocketHost = irc.websocket.host ?? server.host
  const doors = [
    { name: 'plain', ...plain, more: [], shared: [] },
    {
      name: 'irc',
      ...irc,
      more: [{ option: 'irc.websocket.port', port: irc.websocket.port, host: webSocketHost }],
      shared: http.enabled ? [http.port, http.tls.port] : [],
    },
    { name: 'http', ...http, more: [], shared: [] },
  ].filter(({ enabled }) => enabled)
  const open = doors.map(({ name, port, tls, more, shared }) => ({
    own: [
      { option: `${name}.port`, port, host: server.host },
      { option: `${name}.tls.port`, port: tls.port, host: server.host },
      ...more,
    ],
    shared,
  }))
  const answering =
    tls.acme.domains.length > 0 && tls.acme.challenge === 'http-01'
      ? [{ option: 'tls.acme.httpPort', port: tls.acme.httpPort, host: server.host }]
      : []
  return [...open.flatMap(withoutPort), ...samePort([...open.flatMap(({ own }) => own), ...answering])]
}

interface Listener {
  readonly option: string
  readonly port: number | null
  readonly host: string
}

interface OpenDoor {
  readonly own: readonly Listener[]
  /** Ports of another door at which it is served too. */
  readonly shared: readonly (number | null)[]
}

function withoutPort({ own, shared }: OpenDoor): readonly Contradiction[] {
  const [first] = own
  if (first === undefined || [...own.map(({ port }) => port), ...shared].some((port) => port !== null))
    return []
  const name = first.option.split('.', 1).join('')
  const problem = `the door has no port at all: give one of ${own.map(({ option }) => option).join(', ')}, or set ${name}.enabled to false`
  return [{ options: [first.option, `${name}.tls.port`, `${name}.enabled`], problem }]
}

function samePort(listeners: readonly Listener[]): readonly Contradiction[] {
  return listeners.flatMap(({ option, port, host }, index) => {
    // 0 takes any free one.
    if (port === null || port === 0) return []
    const twin = listeners.slice(0, index).find((other) => other.port === port && other.host === host)
    if (twin === undefined) return []
    return [{ options: [option, twin.option], problem: `${port} is also ${twin.option}: give each its own` }]
  })
}

function certificateFaults({ tls }: Config): readonly Contradiction[] {
  const { certificate, key, acme } = tls
  if (certificate !== null && key === null)
    return [{ options: ['tls.key', 'tls.certificate'], problem: 'tls.certificate needs the file of its key' }]
  if (certificate === null && key !== null)
    return [{ options: ['tls.certificate', 'tls.key'], problem: 'tls.key needs the file of its certificate' }]
  if (certificate !== null && acme.domains.length > 0)
    return [
      {
        options: ['tls.acme.domains', 'tls.certificate'],
        problem: 'tls.certificate gives a certificate already: keep one of the two',
      },
    ]
  return []
}

function acmeFaults(config: Config): readonly Contradiction[] {
  const { acme } = config.tls
  if (acme.domains.length === 0) return []
  const found: Contradiction[] = []
  if (!acme.agree)
    found.push({
      options: ['tls.acme.agree', 'tls.acme.domains'],
      problem: `must be true for tls.acme.domains: read the terms of ${new URL(acme.directory).host}`,
    })
  if (!hasTls(config))
    found.push({
      options: ['tls.acme.domains'],
      problem: 'no door shows the certificate: give plain.tls.port, irc.tls.port or http.tls.port',
    })
  return found
}

/** Whether any door that is open listens for TLS. */
export function hasTls({ plain, irc, http }: Config): boolean {
  return [plain, irc, http].some(({ enabled, tls }) => enabled && tls.port !== null)
}

function otherFaults({ users, irc, tls }: Config): readonly Contradiction[] {
  const found: Contradiction[] = []
  const { min, max } = users.passwordLength
  if (min > max)
    found.push({
      options: ['users.passwordLength.min', 'users.passwordLength.max'],
      problem: `must be at most users.passwordLength.max, which is ${max}`,
    })
  if (tls.stsSeconds > 0 && (!irc.enabled || irc.tls.port === null))
    found.push({
      options: ['tls.stsSeconds', 'irc.tls.port', 'irc.enabled'],
      problem: 'there is no TLS port for IRC to send clients to: give irc.tls.port, or set this to 0',
    })
  return found
}

/** What could be opened, but nobody could use. */
function uselessFaults({ plain, irc, server }: Config): readonly Contradiction[] {
  if (server.proxies.length > 0) return []
  return Object.entries({ plain, irc })
    .filter(([, { enabled, proxyProtocol }]) => enabled && proxyProtocol)
    .filter(([, { port, tls }]) => port !== null || tls.port !== null)
    .map(([name]) => ({
      options: [`${name}.proxyProtocol`, 'server.proxies'],
      problem: 'nobody would get in: name the proxies in server.proxies, or set this to false',
    }))
}

/** A store of files needs all of its options; one that is not configured has none. */
function storeFaults({ uploads }: Config): readonly Contradiction[] {
  const { endpoint, bucket, accessKey, secretKey, secretKeyFile, prefix } = uploads.s3
  if (endpoint === null) {
    const given = Object.entries({ bucket, accessKey, secretKey, secretKeyFile, prefix: prefix || null })
    const [[name] = []] = given.filter(([, value]) => value !== null)
    if (name === undefined) return []
    const problem = `does nothing without uploads.s3.endpoint: give the address of the store, or leave this out`
    return [{ options: [`uploads.s3.${name}`], problem }]
  }
  const missing = Object.entries({ bucket, accessKey, secretKey: secretKey ?? secretKeyFile })
  const found = missing.filter(([, value]) => value === null)
  const faults = found.map(([name]): Contradiction => {
    const problem = `uploads.s3.endpoint needs it${name === 'secretKey' ? ', or uploads.s3.secretKeyFile' : ''}`
    return { options: [`uploads.s3.${name}`, 'uploads.s3.endpoint'], problem }
  })
  if (secretKey === null || secretKeyFile === null) return faults
  const problem = 'uploads.s3.secretKeyFile gives the secret already: keep one of the two'
  return [...faults, { options: ['uploads.s3.secretKey', 'uploads.s3.secretKeyFile'], problem }]
}

/** A server needs all that leads to it, once; the embedded database has no use for any of it. */
function databaseFaults({ database }: Config): readonly Contradiction[] {
  const { url, kind, host, port, user, password, passwordFile, database: name, tls } = database
  const led = { host, port, user, database: name }
  const secrets = { password, passwordFile }
  const twice = [password, passwordFile].includes(null)
    ? []
    : given({ password }, 'database.passwordFile gives the password already: keep one of the two')
  if (url !== null) return [...twice, ...given(led, 'database.url says it already: keep one of the two')]
  if (kind === 'sqlite') {
    const useless = { ...led, ...secrets, 'tls.mode': tls.mode, 'tls.ca': tls.ca }
    return given(
      useless,
      'SQLite has no use for it: set database.kind to postgres or mariadb, or leave this out',
    )
  }
  const missing = Object.entries({ user, database: name }).filter(([, value]) => value === null)
  return [
    ...twice,
    ...missing.map(([option]): Contradiction => ({
      options: [`database.${option}`, 'database.kind'],
      problem: `database.kind ${kind} needs it`,
    })),
  ]
}

function given(options: Readonly<Record<string, unknown>>, problem: string): readonly Contradiction[] {
  const found = Object.entries(options).filter(([, value]) => value !== null)
  return found.map(([option]) => ({ options: [`database.${option}`], problem }))
}
