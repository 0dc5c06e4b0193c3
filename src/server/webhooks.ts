/** Tells addresses outside what is said: the deliveries, with what they are woken by. */
import type { Config } from '../config/schema.ts'
import type { Clock, Log, Store } from '../core/ports.ts'
import { WebhookDeliveries, type DeliveryPorts } from '../effects/webhooks/deliveries.ts'
import type { Bus } from '../fanout/bus.ts'
import { LeasedWebhooks } from './leased-webhooks.ts'
import { newsFrom } from './webhook-news.ts'

interface Telling {
  /** Whether this node is the one that tells. */
  readonly isOurs: () => boolean
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  readonly current: () => Config
}

export function createWebhooks({ store, bus, clock, log, current, isOurs }: Telling): LeasedWebhooks {
  const ports: DeliveryPorts = {
    store,
    clock,
    log,
    publish: (events) => bus.publish(events),
    settings: () => current().webhooks,
    next: newsFrom(store, clock),
  }
  const leased = new LeasedWebhooks({ make: () => new WebhookDeliveries(ports), isOurs })
  bus.subscribe((volley) => {
    for (const event of volley) leased.noticed(event)
  })
  return leased
}
