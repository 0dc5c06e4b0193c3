/** What facts cause outside of the server, as the configuration asks for it. */
import type { Config } from '../config/schema.ts'
import type { ChatEvent } from '../core/events.ts'
import type { PreviewCounters } from '../effects/previews/previews.ts'
import { Push } from '../effects/push/push.ts'
import type { PushCounters } from '../effects/push/sender.ts'
import { vapidKeysFrom } from '../effects/push/vapid.ts'
import { WebPushService } from '../effects/push/web-push-service.ts'
import { publicOriginOf } from './places.ts'
import { openPreviews, type PreviewParts } from './previews.ts'

export interface Effects {
  /** By which browsers know this server's pushes; `null`: it sends none. */
  readonly pushKey: string | null
  /** Facts of this node, once each, after they were published. */
  heard(events: readonly ChatEvent[]): void
  pushCounters(): PushCounters
  previewCounters(): PreviewCounters
  close(): Promise<void>
}

/** Reserved: nobody is ever there. */
const nobody = 'mailto:operator@parlance.invalid'

export async function createEffects(parts: PreviewParts): Promise<Effects> {
  const [push, previews] = [await createPush(parts), await openPreviews(parts)]
  return {
    pushKey: push.key,
    heard(events) {
      push.heard(events)
      previews.heard(events)
    },
    pushCounters: () => push.counters(),
    previewCounters: () => previews.counters(),
    async close() {
      push.close()
      await previews.close()
    },
  }
}

const noPush = {
  key: null,
  heard: () => undefined,
  counters: () => ({ sent: 0, failed: 0, lost: 0, gone: 0 }),
  close: () => undefined,
} as const

async function createPush({ store, clock, log, current }: PreviewParts) {
  const config = current()
  if (!config.push.enabled) return noPush
  const keys = vapidKeysFrom(await store.secret('vapid'))
  const service = new WebPushService({
    keys,
    contact: contactOf(config),
    allowedHosts: () => current().push.allowedHosts,
  })
  const push = new Push({ store, service, clock, log })
  return {
    key: keys.publicKey,
    heard: (events: readonly ChatEvent[]) => push.heard(events),
    counters: () => push.counters(),
    close: () => push.close(),
  }
}

function contactOf(config: Config): string {
  const origin = publicOriginOf(config)
  return config.push.contact ?? (origin?.startsWith('https://') === true ? origin : nobody)
}
