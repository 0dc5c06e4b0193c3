/** Makes certificates for tests, and an identity whose certificate may be changed. */
// oxlint-disable-next-line import/no-unassigned-import -- it only adds to what is there, before the next import
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { webcrypto, X509Certificate } from 'node:crypto'
import type { TlsOptions } from 'node:tls'
import type { TlsIdentity } from '../../src/net/tls-identity.ts'
import { AlpnChallenges } from '../../src/net/tls/alpn-challenges.ts'

export interface TestCertificate {
  readonly key: string
  readonly cert: string
  /** As a connection tells it. */
  readonly fingerprint: string
}

const algorithms = {
  elliptic: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
}

export async function makeCertificate(
  name: string,
  kind: keyof typeof algorithms = 'elliptic',
): Promise<TestCertificate> {
  const algorithm = algorithms[kind]
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      notBefore: new Date(Date.now() - 86_400_000),
      notAfter: new Date(Date.now() + 86_400_000),
      signingAlgorithm: algorithm,
      keys,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
    },
    webcrypto,
  )
  const cert = made.toString('pem')
  const key = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  )
  const fingerprint = new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase()
  return { key, cert, fingerprint }
}

export class TestIdentity implements TlsIdentity {
  options: TlsOptions
  readonly #told = new Set<() => void>()

  constructor({ key, cert }: TestCertificate, more: TlsOptions = {}) {
    this.options = { ...more, key, cert }
  }

  /** How many listeners want to be told. */
  get listening(): number {
    return this.#told.size
  }

  change(options: TlsOptions): void {
    this.options = { ...this.options, ...options }
    for (const run of this.#told) run()
  }

  choosing(protocols: readonly string[]) {
    return new AlpnChallenges().callback(protocols)
  }

  onChange(run: () => void): () => void {
    this.#told.add(run)
    return () => void this.#told.delete(run)
  }
}
