/** What must be true for the server to be ready. */
import { ChatError } from '../core/errors.ts'
import type { HealthPorts } from '../observe/health.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { Cluster } from './cluster/cluster.ts'
import type { ServerNode } from './node.ts'

export interface Checked {
  readonly store: Pick<OpenStore, 'ping'>
  readonly node: Pick<ServerNode, 'admission'>
  /** `null`: this node is alone. */
  readonly cluster: Pick<Cluster, 'bus'> | null
}

export function checksOf({ store, node }: Checked): HealthPorts['checks'] {
  return { database: () => databaseProblem(store), doors: () => doorProblem(node) }
}

/** A node without NATS serves people from the database, later than usual: were it not ready, none would be when NATS is away. */
export function remarksOf({ cluster }: Checked): NonNullable<HealthPorts['remarks']> {
  return cluster === null ? {} : { nats: () => (cluster.bus.isConnected ? null : 'not connected') }
}

async function databaseProblem(store: Checked['store']): Promise<string | null> {
  try {
    await store.ping()
    return null
  } catch (error) {
    if (error instanceof ChatError) return error.code
    throw error
  }
}

function doorProblem(node: Checked['node']): string | null {
  if (node.admission === 'open') return null
  return node.admission === 'not-yet' ? 'not all open yet' : 'new connections are refused'
}
