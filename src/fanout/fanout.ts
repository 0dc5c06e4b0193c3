/** Puts delivery together: bus → feed → hub, and who is online from the hub, or from all nodes. */
import type { UserId } from '../core/types.ts'
import type { Bus } from './bus.ts'
import { EarlyDepartures } from './early-departures.ts'
import { Feed, type FeedPorts } from './feed.ts'
import { Hub } from './hub.ts'
import { Roster } from './roster.ts'
import { SharedRoster, type SharedRosterPorts } from './shared-roster.ts'

export interface Fanout<WhoIsOnline = Roster> {
  readonly hub: Hub
  readonly feed: Feed
  readonly roster: WhoIsOnline
}

type Ports = Omit<FeedPorts, 'deliver'>

export function createFanout(bus: Bus, ports: Ports): Fanout {
  const { hub, feed } = createDelivery(ports)
  bus.subscribe((volley) => feed.receive(volley))
  return { hub, feed, roster: new Roster(hub) }
}

/** Beside other nodes. */
export function createSharedFanout(
  bus: Bus & SharedRosterPorts['bus'],
  ports: Ports & Pick<SharedRosterPorts, 'table' | 'node'>,
): Fanout<SharedRoster> {
  const { hub, feed } = createDelivery(ports, (user, here) => roster.changed(user, here))
  const early = new EarlyDepartures({
    isOnline: (user) => roster.isOnline(user),
    deliver: (volley) => feed.receive(volley),
    clock: ports.clock,
  })
  const { table, node } = ports
  const roster: SharedRoster = new SharedRoster({ hub, table, bus, node, gone: (user) => early.gone(user) })
  bus.subscribe((volley) => {
    const [event] = volley
    if (event.type === 'user.arrived') early.arrived(event.user.id)
    if (event.type !== 'user.departed' || !early.takes(event)) feed.receive(volley)
  })
  return { hub, feed, roster }
}

function createDelivery(ports: Ports, presence?: (user: UserId, here: boolean) => void) {
  const feed: Feed = new Feed({ ...ports, deliver: (volley) => hub.deliver(volley) })
  const hub = new Hub({ log: ports.log, watch: feed, ...(presence === undefined ? {} : { presence }) })
  return { hub, feed }
}
