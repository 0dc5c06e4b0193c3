/** Where a door listens and whom it lets in, from the configuration. */
import { uploadsPath } from '../core/uploads/address.ts'
import { networkContains, parseNetwork, type Network } from '../lib/network.ts'
import type { Config } from '../config/schema.ts'
import type { ListenLimits } from '../net/listen.ts'
import type { Places } from '../net/listeners.ts'
import type { TlsIdentity } from '../net/tls-identity.ts'
import type { HttpSite, SitePlaces } from '../net/http-site.ts'
import type { WebPlaces } from '../protocols/irc/web.ts'

export function placesOf(config: Config, door: 'plain' | 'irc', identity: TlsIdentity | null): Places {
  const { port, tls, plaintext } = config[door]
  const { host } = config.server
  return { host, port, tlsPort: tls.port, identity, isPlainLocal: plaintext === 'local' }
}

/** Where IRC is spoken over WebSocket: on a port of its own, and at `/irc` of the server's HTTP ports. */
export function webPlacesOf({ irc, server }: Config, site: HttpSite | null): WebPlaces {
  const { port, host } = irc.websocket
  return {
    own: port === null ? null : { host: host ?? server.host, port },
    site,
    isPlainLocal: irc.plaintext === 'local',
  }
}

export function sitePlacesOf({ http, server }: Config, identity: TlsIdentity | null): SitePlaces {
  return { host: server.host, port: http.port, tlsPort: http.tls.port, identity }
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

/** Pages of this server itself, for IRC: as far as it knows where it is; where it does not, those of this machine. */
export function originsOf(config: Config): (origin: string) => boolean {
  const own = publicOriginOf(config)
  return (origin) => {
    if (own !== null) return origin === own
    return URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
  }
}

/** Where browsers find this server, where the configuration says so. */
export function publicOriginOf({ http }: Config): string | null {
  return http.publicUrl === null ? null : new URL(http.publicUrl).origin
}

/** Where files are found: where the configuration says, else where the server listens, which is good for this machine at least. */
export function fileOriginOf(config: Config, site: HttpSite | null): string {
  const listener = site?.listeners.at(-1)
  if (listener === undefined) return publicOriginOf(config) ?? ''
  return publicOriginOf(config) ?? `${listener.isSecure ? 'https' : 'http'}://${listener.address}`
}

/** Where clients of IRC bring files, as long as any are taken. */
export function fileHostOf(config: Config, site: HttpSite | null): string | null {
  if (!config.uploads.enabled || site === null) return null
  const origin = fileOriginOf(config, site)
  return origin === '' ? null : `${origin}${uploadsPath}`
}
