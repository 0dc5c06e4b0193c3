/** Where a door listens and whom it lets in, from the configuration. */
import type { Config } from '../config/schema.ts'
import type { ListenLimits } from '../net/listen.ts'
import type { Places } from '../net/listeners.ts'
import type { TlsIdentity } from '../net/tls-identity.ts'

export function placesOf(config: Config, door: 'plain' | 'irc', identity: TlsIdentity | null): Places {
  const { port, tls, plaintext } = config[door]
  const { host } = config.server
  return { host, port, tlsPort: tls.port, identity, isPlainLocal: plaintext === 'local' }
}

/** Without limits one address may hold them all; how many there are in all is bounded nevertheless. */
export function listenLimitsOf({ limits }: Config): ListenLimits {
  const { enabled, connections, connectionsPerAddress } = limits
  return { connections, connectionsPerAddress: enabled ? connectionsPerAddress : connections }
}
