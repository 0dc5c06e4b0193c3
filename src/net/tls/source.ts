/** Where a certificate comes from: what every kind of source is given and answers. */
import type { SystemClock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { AlpnChallenges } from './alpn-challenges.ts'
import type { KeyPair } from './pair.ts'

export interface AcmeSettings {
  readonly domains: readonly string[]
  readonly email: string | null
  /** The address of the certificate authority. */
  readonly directory: string
  readonly challenge: 'http-01' | 'tls-alpn-01'
  readonly httpPort: number
}

export interface TlsSettings {
  readonly certificate: string | null
  readonly key: string | null
  readonly acme: AcmeSettings
}

export interface SourcePorts {
  /** Where certificates are kept that are made or fetched here. */
  readonly folder: string
  /** Where the answer to http-01 listens. */
  readonly host: string
  /** Domains and addresses that a self-signed certificate is for. */
  readonly names: readonly string[]
  readonly clock: SystemClock
  readonly log: Log
  readonly challenges: AlpnChallenges
  /** From now on this pair is shown. */
  readonly serve: (pair: KeyPair) => void
  /** How long to wait after so many failures in a row to fetch a certificate. */
  readonly retryMs: (failures: number) => number
}

/** Before it is answered, it has called `serve` at least once. */
export interface Source {
  /** Looks at its files anew. Never rejects: what is wrong is logged, and what was served stays. */
  reload(): Promise<void>
  close(): Promise<void>
}
