/** How facts get from where they happen to the clients: on one node within the process, on several by way of the others too. */
import type { Config } from '../config/schema.ts'
import type { Clock, Log, NewId, Roster, Store } from '../core/ports.ts'
import type { Bus } from '../fanout/bus.ts'
import { createFanout, type Fanout } from '../fanout/fanout.ts'
import { LocalBus } from '../fanout/local-bus.ts'
import type { Cluster } from './cluster/cluster.ts'
import { rereadFrom } from './reread.ts'

/** Goes on while the process is stopped, and never back. */
const ticks = () => performance.now()

export interface DeliveryParts {
  readonly store: Store
  readonly config: Config
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
}

export interface Delivery {
  readonly bus: Bus
  readonly fanout: Fanout<Roster>
  /** `null`: this node is alone on its database. */
  readonly cluster: Cluster | null
}

export async function openDelivery({ store, config, clock, newId, log }: DeliveryParts): Promise<Delivery> {
  const reread = rereadFrom(store, clock)
  if (config.cluster.nats === null) {
    const bus = new LocalBus(log)
    return { bus, fanout: createFanout(bus, { reread, clock, log }), cluster: null }
  }
  // Loaded by those who have others beside them.
  const { Cluster } = await import('./cluster/cluster.ts')
  const made = { store, config: config.cluster, clock, newId, log, reread, ticks }
  const cluster = await Cluster.open(made)
  return { bus: cluster.bus, fanout: cluster.fanout, cluster }
}
