/** Makes the doors that the configuration asks for, each with what it takes from it. */
import type { UploadBytes } from '../blobs/uploads.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { Clock, Log } from '../core/ports.ts'
import type { ConnectionCounts } from '../net/connection-counts.ts'
import { HttpSite } from '../net/http-site.ts'
import { liveLimits } from '../net/line-limits.ts'
import type { Outbox } from '../net/outbox.ts'
import type { ProxyRule } from '../net/port.ts'
import type { TlsIdentity } from '../net/tls-identity.ts'
import { createApiDoor } from '../protocols/api/index.ts'
import { allowsOrigin } from '../protocols/api/origin.ts'
import { createConsoleDoor } from '../protocols/console/index.ts'
import { createIrcDoor } from '../protocols/irc/index.ts'
import { createPlainDoor } from '../protocols/plain/index.ts'
import type { Door, DoorPorts } from '../protocols/protocol.ts'
import type { Observed } from './observed.ts'
import { apiSettingsOf, webRoot } from './api-settings.ts'
import { ircSettingsOf } from './irc-settings.ts'
import {
  fileHostOf,
  fileOriginOf,
  listenLimitsOf,
  originsOf,
  placesOf,
  publicOriginOf,
  trustedBy,
  webPlacesOf,
} from './places.ts'

/** What doors and the site are made from. */
export interface Made {
  /** As the server was started. */
  readonly config: Config
  /** As it was read last. */
  readonly current: () => Config
  readonly identity: TlsIdentity | null
  /** Of all doors together. */
  readonly counts: ConnectionCounts
}

export interface DoorParts extends Made {
  readonly uploads: UploadBytes
  readonly site: HttpSite | null
  readonly outbox: Outbox
  readonly systemUser: string
  readonly startedAt: number
}

/** The ports that the doors of HTTP share. */
export function createSite({ current, counts }: Made, { clock, log }: { clock: Clock; log: Log }): HttpSite {
  const trustsProxy = trustedBy(() => current().server.proxies)
  const limits = liveLimits(() => listenLimitsOf(current()))
  return new HttpSite({ clock, log, limits, counts, trustsProxy })
}

export function createDoors(
  ports: DoorPorts & { readonly observed: Observed },
  parts: DoorParts,
): readonly Door[] {
  const { config, systemUser, site } = parts
  const console = createConsoleDoor(ports, { socketPath: dataPath(config, 'console.sock'), systemUser })
  return [
    console,
    ...(config.plain.enabled ? [createPlain(ports, parts)] : []),
    ...(config.irc.enabled ? [createIrc(ports, parts)] : []),
    ...(site === null ? [] : [createApi(ports, parts, site)]),
  ]
}

function createPlain(ports: DoorPorts, parts: DoorParts): Door {
  const { config, current, identity, outbox, counts, site } = parts
  return createPlainDoor(ports, {
    places: placesOf(config, 'plain', identity),
    outbox,
    counts,
    limits: () => listenLimitsOf(current()),
    proxy: proxyOf(config.plain, current),
    settings: remembered({ current, site }, (now) => {
      const { server, users, limits } = now
      return {
        serverName: server.name,
        motd: server.motd,
        fileOrigin: fileOriginOf(now, site),
        ...users,
        ...limits,
      }
    }),
  })
}

function createIrc(ports: DoorPorts, parts: DoorParts): Door {
  const { config, current, identity, outbox, counts, site, startedAt } = parts
  return createIrcDoor(ports, {
    places: placesOf(config, 'irc', identity),
    webPlaces: webPlacesOf(config, site),
    outbox,
    counts,
    limits: () => listenLimitsOf(current()),
    settings: remembered({ current, site }, (now) => {
      const fileOrigin = fileOriginOf(now, site)
      return ircSettingsOf(now, { startedAt, fileOrigin, fileHost: fileHostOf(now, site) })
    }),
    proxy: proxyOf(config.irc, current),
    allowsOrigin: originsOf(config),
  })
}

/** Doors ask with every line; it changes with the configuration, and while ports are being opened. */
function remembered<T>(
  { current, site }: { readonly current: () => Config; readonly site: HttpSite | null },
  make: (config: Config) => T,
): () => T {
  let last: { readonly config: Config; readonly ports: number; readonly made: T } | null = null
  return () => {
    const config = current()
    const ports = site?.listeners.length ?? 0
    if (last?.config !== config || last.ports !== ports) last = { config, ports, made: make(config) }
    return last.made
  }
}

/** Whether all who come to the door come through a proxy, and which ones are believed. */
function proxyOf({ proxyProtocol }: { readonly proxyProtocol: boolean }, current: () => Config): ProxyRule {
  return { required: proxyProtocol, trusts: trustedBy(() => current().server.proxies) }
}

function createApi(
  ports: DoorPorts & { readonly observed: Observed },
  { current, outbox, uploads }: DoorParts,
  site: HttpSite,
): Door {
  return createApiDoor(ports, {
    observing: { ...ports.observed, metricsAccess: () => current().metrics },
    uploads,
    site,
    webRoot,
    outbox,
    limits: () => listenLimitsOf(current()),
    settings: remembered({ current, site }, (now) => apiSettingsOf(now, fileOriginOf(now, site))),
    allowsOrigin: (origin, host) => allowsOrigin({ origin, host }, publicOriginOf(current())),
  })
}
