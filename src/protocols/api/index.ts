/** The API door: browsers and programs, by JSON over HTTP and WebSocket (docs/wire-api.md). */
import type { ConnectionSummary } from '../../core/ports.ts'
import { Pending } from '../../lib/pending.ts'
import type { HttpSite } from '../../net/http-site.ts'
import { grace, lineLimits } from '../../net/line-limits.ts'
import type { ListenLimits } from '../../net/listen.ts'
import type { Outbox } from '../../net/outbox.ts'
import type { WebSocketDoor } from '../../net/websocket.ts'
import type { Door, DoorPorts } from '../protocol.ts'
import type { ApiClient } from './client.ts'
import { ApiDoor } from './door.ts'
import { Routes, type RouteOptions } from './routes.ts'
import type { ApiSettings } from './settings.ts'
import { socketHandlers } from './socket.ts'

export interface ApiOptions extends RouteOptions {
  /** The server's HTTP ports, open already. */
  readonly site: HttpSite
  readonly outbox: Outbox
  readonly limits: () => ListenLimits
  readonly settings: () => ApiSettings
}

/** The longest request over a WebSocket. */
const requestBytes = 64 * 1024

export function createApiDoor(ports: DoorPorts, options: ApiOptions): Door {
  const door = new ApiDoor(ports, options.settings)
  const departures = new Pending()
  const sockets: WebSocketDoor<ApiClient>[] = []
  const routes = new Routes(door, options)
  return {
    name: 'http',
    async open() {
      const { serveWebSocket } = await import('../../net/websocket.ts')
      const served = socketOptions(door, departures, options)
      for (const listener of options.site.listeners) sockets.push(serveWebSocket(listener, served))
      options.site.serve(routes.serve)
      return options.site.where
    },
    connections: () => [...door.clients].map(summary),
    queuedBytes: () => sockets.reduce((sum, { unsentBytes }) => sum + unsentBytes, 0),
    refuse: (refuse) => options.site.refuse(refuse),
    async close() {
      await Promise.all(sockets.map((served) => served.close(grace)))
      await departures.settled()
      await routes.close()
    },
  }
}

function socketOptions(door: ApiDoor, departures: Pending, options: ApiOptions) {
  const { clock, log, newId } = door.ports
  return {
    clock,
    log,
    outbox: options.outbox,
    newId: newId<string>,
    path: '/api/socket',
    protocols: {},
    limits: lineLimits(requestBytes, options.limits),
    handlers: socketHandlers(door, departures),
    allowsOrigin: (origin: string, host: string) => options.allowsOrigin(origin, host),
  }
}

function summary({ id, door, address, connectedAt, user }: ApiClient): ConnectionSummary {
  return { client: id, door, address, user: user?.name ?? null, connectedAt }
}
