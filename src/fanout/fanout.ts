/** Puts delivery together: bus → feed → hub, and who is online from the hub. */
import { Feed, type FeedPorts } from './feed.ts'
import type { Bus } from './bus.ts'
import { Hub } from './hub.ts'
import { Roster } from './roster.ts'

export interface Fanout {
  readonly hub: Hub
  readonly roster: Roster
}

export function createFanout(bus: Bus, ports: Omit<FeedPorts, 'deliver'>): Fanout {
  const feed = new Feed({ ...ports, deliver: (event) => hub.deliver(event) })
  const hub = new Hub({ log: ports.log, watch: feed })
  bus.subscribe((event) => feed.receive(event))
  return { hub, roster: new Roster(hub) }
}
