/** A certificate with its private key: reading them from files, and what they say of themselves. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { fileProblem } from './file-problem.ts'
import { secured } from './secured.ts'

export interface KeyPair {
  /** PEM. */
  readonly key: string
  /** PEM: the server's own certificate first, then those it hangs on. */
  readonly certificate: string
}

/** Which files, as the options name them. */
export interface PairFiles {
  readonly certificate: string
  readonly key: string
}

/** A certificate cannot be used. The message is one line that says what to change. */
export class TlsError extends Error {
  override readonly name = 'TlsError'
}

const largest = 1024 * 1024

/** Rejects with a `TlsError` that names the option and the file. */
export async function readPair(files: PairFiles): Promise<KeyPair> {
  const [certificate, key] = await Promise.all([
    readPem('tls.certificate', files.certificate),
    readPem('tls.key', files.key),
  ])
  const own = ownCertificate(certificate, files.certificate)
  if (!own.checkPrivateKey(privateKey(key, files.key)))
    throw new TlsError(
      `tls.key: ${files.key} does not belong to ${files.certificate}, in which the server's own certificate must be the first`,
    )
  demandServable({ key, certificate }, files.certificate)
  return { key, certificate }
}

async function readPem(option: string, file: string): Promise<string> {
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await demandFile(handle, `${option}: ${file}`)
      if (size > largest) throw new TlsError(`${option}: ${file} is too large for a PEM file`)
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof TlsError) throw error
    throw new TlsError(`${option}: ${file} cannot be read: ${fileProblem(error, 'read')}`, { cause: error })
  }
}

/** A pipe would be waited for without end. */
async function demandFile(handle: Awaited<ReturnType<typeof open>>, where: string) {
  const stat = await handle.stat()
  if (!stat.isFile()) throw new TlsError(`${where} is no file: name a PEM file`)
  return stat
}

function ownCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (error) {
    throw new TlsError(`tls.certificate: ${file} holds no certificate in PEM form`, { cause: error })
  }
}

function privateKey(pem: string, file: string): KeyObject {
  if (pem.includes('ENCRYPTED'))
    throw new TlsError(`tls.key: ${file} has a pass phrase: store it without one`)
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw new TlsError(`tls.key: ${file} holds no private key in PEM form`, { cause: error })
  }
}

/** OpenSSL refuses what is too weak, and a chain that is damaged further down. */
function demandServable(pair: KeyPair, file: string): void {
  try {
    createSecureContext({ ...secured, key: pair.key, cert: pair.certificate })
  } catch (error) {
    throw new TlsError(`tls.certificate: ${file} cannot be used: ${fileProblem(error, 'read')}`, {
      cause: error,
    })
  }
}

export interface PairFacts {
  /** SHA-256 of the certificate, as `openssl x509 -fingerprint -sha256` writes it. */
  readonly fingerprint: string
  readonly validFrom: number
  readonly validTo: number
  /** The domains it is for, in lower case. */
  readonly domains: readonly string[]
  /** Nobody else vouches for it. */
  readonly isSelfSigned: boolean
}

export function factsOf(pair: KeyPair): PairFacts {
  const own = new X509Certificate(pair.certificate)
  const names = (own.subjectAltName ?? '').split(', ').filter((name) => name.startsWith('DNS:'))
  return {
    fingerprint: own.fingerprint256,
    validFrom: Date.parse(own.validFrom),
    validTo: Date.parse(own.validTo),
    domains: names.map((name) => name.slice('DNS:'.length).toLowerCase()),
    isSelfSigned: own.verify(own.publicKey),
  }
}
