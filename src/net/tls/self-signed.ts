/** A certificate that the server signs itself, for as long as nobody gave it another. */
import { createHash, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import type { JsonGeneralName } from '@peculiar/x509'
import { factsOf, type KeyPair } from './pair.ts'
import { loadPair, storePair } from './stored-pair.ts'

const day = 86_400_000
/** With the day before, under the 398 days past which browsers and scanners distrust a certificate. */
const lifetime = 396 * day
/** So long before its end it is made anew: people who compare fingerprints have time to notice. */
export const selfSignedMargin = 30 * day

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export interface SelfSigning {
  readonly file: string
  /** Domains and addresses under which people reach this server, as far as it knows. */
  readonly names: readonly string[]
  readonly now: number
}

/** The pair of the file while it is good for long enough; otherwise a new one, stored there. */
export async function selfSignedPair(signing: SelfSigning): Promise<KeyPair> {
  const stored = await loadPair(signing.file)
  if (stored !== null && factsOf(stored).validTo - signing.now > selfSignedMargin) return stored
  const made = await makePair(signing)
  await storePair(signing.file, made)
  return made
}

async function makePair({ names, now }: SelfSigning): Promise<KeyPair> {
  // Only here, as it takes longer to load than everything else that a start needs.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: [{ CN: [names[0] ?? 'localhost'] }],
      serialNumber: await serialOf(keys.publicKey, now),
      // Clocks of those who connect may be behind.
      notBefore: new Date(now - day),
      notAfter: new Date(now + lifetime),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names.map(generalName)),
      ],
    },
    webcrypto,
  )
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), certificate: certificate.toString('pem') }
}

/** Positive and never twice the same. */
async function serialOf(publicKey: webcrypto.CryptoKey, now: number): Promise<string> {
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey))
  return `4${createHash('sha256').update(spki).update(String(now)).digest('hex').slice(0, 31)}`
}

function generalName(name: string): JsonGeneralName {
  return { type: isIP(name) === 0 ? 'dns' : 'ip', value: name }
}
