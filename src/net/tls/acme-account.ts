/** Who this server is to a certificate authority: a key and where the authority keeps what belongs to it. */
import type acme from 'acme-client'
import { join } from 'node:path'
import type { AcmeSettings } from './source.ts'
import { textOf, writeSecret } from './stored-pair.ts'

interface Account {
  readonly key: string
  readonly url: string
  readonly email: string | null
}

const pollMs = { least: 1000, most: 15_000, times: 20 }

/** A file for each authority: `acme-v02.api.letsencrypt.org.account.json`. */
export function authorityFile(folder: string, directory: string, ending: string): string {
  const name = new URL(directory).host.replaceAll(/[^a-z0-9.-]/g, '-')
  return join(folder, 'acme', `${name}.${ending}`)
}

/** Registers at the first time only; afterwards it tells a new email address. */
export async function openAccount(
  library: typeof acme,
  settings: AcmeSettings,
  folder: string,
): Promise<acme.Client> {
  const file = authorityFile(folder, settings.directory, 'account.json')
  const stored = readAccount(await textOf(file))
  const { email } = settings
  const key = stored?.key ?? (await library.crypto.createPrivateEcdsaKey('P-256')).toString()
  const client = new library.Client({
    directoryUrl: settings.directory,
    accountKey: key,
    ...(stored === null ? {} : { accountUrl: stored.url }),
    backoffAttempts: pollMs.times,
    backoffMin: pollMs.least,
    backoffMax: pollMs.most,
  })
  const contact = email === null ? [] : [`mailto:${email}`]
  if (stored === null) await client.createAccount({ termsOfServiceAgreed: true, contact })
  else if (stored.email !== email) await client.updateAccount({ contact })
  else return client
  // Only now: a key that the authority may not know would have to be asked about first.
  await writeSecret(file, `${JSON.stringify({ key, url: client.getAccountUrl(), email }, null, 2)}\n`)
  return client
}

/** `null` for anything that this server did not write. */
function readAccount(text: string | null): Account | null {
  try {
    const read: unknown = JSON.parse(text ?? 'null')
    return isAccount(read) ? read : null
  } catch {
    return null
  }
}

function isAccount(read: unknown): read is Account {
  if (typeof read !== 'object' || read === null || !('key' in read && 'url' in read && 'email' in read))
    return false
  return typeof read.key === 'string' && typeof read.url === 'string'
}
