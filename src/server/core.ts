/** The core with everything it needs from the server. */
import type { Clock, Log, NewId, Store } from '../core/ports.ts'
import { createCore, type Core } from '../core/run.ts'
import type { Delivery } from './delivery.ts'
import type { Effects } from './effects.ts'
import type { LiveConfig } from './live-config.ts'
import type { ServerNode } from './node.ts'
import { createPasswords } from './passwords.ts'
import { policyFrom } from './policy.ts'

export interface CoreParts {
  readonly store: Store
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
  readonly node: ServerNode
  readonly delivery: Pick<Delivery, 'bus' | 'fanout'>
  readonly effects: Effects
  readonly config: LiveConfig
}

export async function openCore({ delivery, effects, config, ...parts }: CoreParts): Promise<Core> {
  return createCore({
    ...parts,
    passwords: createPasswords(config),
    roster: delivery.fanout.roster,
    // What facts cause outside is caused by the node on which they happened, however many nodes hear of them.
    publish(events) {
      delivery.bus.publish(events)
      effects.heard(events)
    },
    cloakKey: await parts.store.secret('cloak'),
    pushKey: effects.pushKey,
    policy: policyFrom(() => config.current),
  })
}
