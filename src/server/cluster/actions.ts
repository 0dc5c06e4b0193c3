/** What the cluster does with the server around it. */
import { followOrder } from '../../core/node/shut-down.ts'
import type { Publish } from '../../core/ports.ts'
import type { Core } from '../../core/run.ts'
import type { LeasedWebhooks } from '../leased-webhooks.ts'
import type { ServerNode } from '../node.ts'
import type { ClusterActions } from './cluster.ts'

export interface Surroundings {
  readonly core: Core
  readonly node: ServerNode
  readonly webhooks: LeasedWebhooks
  readonly publish: Publish
}

export function clusterActions({ core, node, webhooks, publish }: Surroundings): ClusterActions {
  const actor = { kind: 'console', systemUser: 'another node' } as const
  return {
    publish,
    obey: (order) => void core.run(actor, followOrder, order),
    hold: (isHeld) => node.hold(isHeld),
    changed: () => void webhooks.follow(),
    refresh: () => void webhooks.refresh(),
  }
}
