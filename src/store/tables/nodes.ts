/** The tables of nodes. */
import type { NodeId, UserId } from '../../core/types.ts'

export interface NodesTable {
  id: NodeId
  name: string
  started_at: number
  beats: number
  published: number
  roster_version: number
}

export interface PresencesTable {
  node_id: NodeId
  user_id: UserId
}
