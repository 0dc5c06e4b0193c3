/** Where a door listens and whom it lets in, from the configuration. */
import { networkContains, parseNetwork, type Network } from '../lib/network.ts'
import type { Config } from '../config/schema.ts'
import type { ListenLimits } from '../net/listen.ts'
import type { Places } from '../net/listeners.ts'
import type { TlsIdentity } from '../net/tls-identity.ts'
import type { WebPlace } from '../protocols/irc/web.ts'

export function placesOf(config: Config, door: 'plain' | 'irc', identity: TlsIdentity | null): Places {
  const { port, tls, plaintext } = config[door]
  const { host } = config.server
  return { host, port, tlsPort: tls.port, identity, isPlainLocal: plaintext === 'local' }
}

/** Where IRC is spoken over WebSocket: on a port of its own, and at `/irc` of the HTTP door's ports. */
export function webPlacesOf(
  { irc, http, server }: Config,
  identity: TlsIdentity | null,
): readonly WebPlace[] {
  const { host } = server
  const plain = { tls: null, isPlainLocal: irc.plaintext === 'local' }
  const own = irc.websocket.port
  const places: WebPlace[] =
    own === null ? [] : [{ host: irc.websocket.host ?? host, port: own, path: null, ...plain }]
  if (!http.enabled) return places
  const path = '/irc'
  if (http.port !== null) places.push({ host, port: http.port, path, ...plain })
  if (http.tls.port !== null && identity !== null)
    places.push({ host, port: http.tls.port, path, tls: identity, isPlainLocal: false })
  return places
}

/** Without limits one address may hold them all; how many there are in all is bounded nevertheless. */
export function listenLimitsOf({ limits }: Config): ListenLimits {
  const { enabled, connections, connectionsPerAddress } = limits
  return { connections, connectionsPerAddress: enabled ? connectionsPerAddress : connections }
}

/** Whether an address is in one of the networks in force. They are parsed anew only when they are others. */
export function trustedBy(current: () => readonly string[]): (address: string) => boolean {
  let written: readonly string[] = []
  let networks: readonly Network[] = []
  return (address) => {
    if (written !== current()) {
      written = current()
      networks = written.map(parseNetwork).filter((network) => network !== null)
    }
    return networks.some((network) => networkContains(network, address))
  }
}

/** Pages of this server itself, as far as it knows where it is; where it does not, those of this machine. */
export function originsOf({ http }: Config): (origin: string) => boolean {
  const own = http.publicUrl === null ? null : new URL(http.publicUrl).origin
  return (origin) => {
    if (own !== null) return origin === own
    return URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
  }
}
