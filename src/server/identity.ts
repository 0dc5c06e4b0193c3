/** The certificate of the TLS doors, from the configuration in force. */
import { hostname } from 'node:os'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { openTlsIdentity, type OwnTlsIdentity, type TlsIdentityPorts } from '../net/tls-identity.ts'
import type { LiveConfig } from './live-config.ts'

/** Rejects with a one-line message when the certificate that the operator gave cannot be used. */
export function openIdentity(
  live: LiveConfig,
  parts: Pick<TlsIdentityPorts, 'clock' | 'log'>,
): Promise<OwnTlsIdentity> {
  const config = live.current
  return openTlsIdentity({
    ...parts,
    folder: dataPath(config, 'tls'),
    host: config.server.host,
    names: namesOf(config),
    settings: () => live.current.tls,
  })
}

/** Whatever people may call this server by, as far as it knows. */
function namesOf({ server, irc, http, tls }: Config): readonly string[] {
  const known = [
    irc.serverName,
    http.publicUrl === null ? null : new URL(http.publicUrl).hostname,
    ...tls.acme.domains,
    hostname(),
    server.host,
    'localhost',
    '127.0.0.1',
    '::1',
  ]
  return [...new Set(known)].filter(
    (name): name is string => name !== null && fitsCertificate.test(name) && !everywhere.has(name),
  )
}

const everywhere = new Set<string | null>(['0.0.0.0', '::'])
/** A certificate holds ASCII only, and 64 characters of a name. */
const fitsCertificate = /^[A-Za-z0-9._:-]{1,64}$/
