/** Tells addresses outside what is said: the deliveries, with what they are woken by. */
import type { Config } from '../config/schema.ts'
import type { Clock, Log, Store } from '../core/ports.ts'
import { WebhookDeliveries } from '../effects/webhooks/deliveries.ts'
import type { Bus } from '../fanout/bus.ts'
import { newsFrom } from './webhook-news.ts'

interface Telling {
  readonly store: Store
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  readonly current: () => Config
}

export function createWebhooks({ store, bus, clock, log, current }: Telling): WebhookDeliveries {
  const deliveries = new WebhookDeliveries({
    store,
    clock,
    log,
    publish: (events) => bus.publish(events),
    settings: () => current().webhooks,
    next: newsFrom(store, clock),
  })
  bus.subscribe((event) => deliveries.noticed(event))
  return deliveries
}
