/** Certificates for tests: signed by themselves, each in two files as an operator has them. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { factsOf } from '../../src/net/tls/pair.ts'
import { selfSignedPair } from '../../src/net/tls/self-signed.ts'

export interface CertificateFiles {
  readonly certificate: string
  readonly key: string
  readonly fingerprint: string
}

/** Writes `<name>.crt` and `<name>.key`; what was there is replaced in one go each, as renewals do. */
export async function writeCertificate(folder: string, name: string): Promise<CertificateFiles> {
  const file = join(folder, `${process.hrtime.bigint()}.pem`)
  const pair = await selfSignedPair({ file, names: [name, 'localhost', '127.0.0.1'], now: Date.now() })
  const files = { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) }
  await replace(files.key, pair.key)
  await replace(files.certificate, pair.certificate)
  return { ...files, fingerprint: factsOf(pair).fingerprint }
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}
