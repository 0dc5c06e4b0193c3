/** What must be true for the server to be ready. */
import { ChatError } from '../core/errors.ts'
import type { HealthPorts } from '../observe/health.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { ServerNode } from './node.ts'

export interface Checked {
  readonly store: Pick<OpenStore, 'ping'>
  readonly node: Pick<ServerNode, 'admission'>
}

export function checksOf({ store, node }: Checked): HealthPorts['checks'] {
  return { database: () => databaseProblem(store), doors: () => doorProblem(node) }
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
