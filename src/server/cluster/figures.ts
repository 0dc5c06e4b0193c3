/** The figures of several nodes; of one that is alone they say just that. */
import type { Figure } from '../../observe/metrics.ts'
import type { Cluster } from './cluster.ts'

export function clusterFigures(cluster: Pick<Cluster, 'bus' | 'counters'> | null): readonly Figure[] {
  return [
    {
      name: 'parlance_nodes',
      kind: 'gauge',
      labels: [],
      help: 'Servers on this database that are alive, this one among them.',
      read: () => [{ value: cluster?.counters().nodes ?? 1 }],
    },
    {
      name: 'parlance_nats_connected',
      kind: 'gauge',
      labels: [],
      help: 'Whether NATS is connected (1) or away (0); nothing where this server is alone.',
      read: () => (cluster === null ? [] : [{ value: cluster.bus.isConnected ? 1 : 0 }]),
    },
    {
      name: 'parlance_bus_batches_total',
      kind: 'counter',
      labels: ['what'],
      help: 'Batches of events between servers: published, dropped (NATS was away), heard, or missed (never came).',
      read() {
        if (cluster === null) return []
        const counts = Object.entries(cluster.bus.counters())
        return counts.map(([what, value]) => ({ labels: { what }, value }))
      },
    },
    {
      name: 'parlance_repairs_total',
      kind: 'counter',
      labels: [],
      help: 'How often the database was read for what was not heard of other servers.',
      read: () => [{ value: cluster?.counters().repairs ?? 0 }],
    },
  ]
}
