/** What nodes on one database tell their operators, and each other on an operator's word. */
import type { NodeId } from '../types.ts'

/** What an operator has asked of all nodes. `by`: as in the audit log. */
export type NodeOrder =
  | {
      readonly is: 'shut-down'
      readonly seconds: number
      readonly reason: string | null
      readonly by: string
    }
  | { readonly is: 'cancel-shutdown'; readonly by: string }

/** One of several nodes as operators see it. */
export interface NodeSummary {
  readonly id: NodeId
  readonly name: string
  readonly startedAt: number
  /** Users with a client there. */
  readonly users: number
  /** Since its last sign of life, by the clock of the node that was asked. */
  readonly silentSeconds: number
  /** Whether it is the one that was asked. */
  readonly isThis: boolean
}
