/** Which tables are taken to another database, in which order, and by which columns their rows are in one order everywhere. */
import type { Tables } from '../tables.ts'

/** What belongs to running nodes, and what a database knows of its own schema, stays where it is. */
export type StayingTable = 'schema_migrations' | 'nodes' | 'presences'
export type CopiedTable = Exclude<keyof Tables, StayingTable>

/** Whatever refers to rows of another table comes after it. A new table does not compile until it has its place here. */
const keys = {
  users: ['id'],
  channels: ['id'],
  memberships: ['channel_id', 'user_id'],
  // Answers come after what they answer.
  messages: ['seq'],
  sanctions: ['id'],
  channel_masks: ['channel_id', 'list', 'folded_mask'],
  channel_invitations: ['channel_id', 'user_id'],
  invites: ['digest'],
  audit: ['seq'],
  reports: ['id'],
  names: ['folded_name'],
  reactions: ['message_id', 'user_id', 'reaction'],
  pins: ['message_id'],
  read_marks: ['user_id', 'channel_id'],
  acceptances: ['user_id', 'accepted_id'],
  metadata: ['subject_id', 'name'],
  certificates: ['fingerprint'],
  tokens: ['id'],
  incoming_webhooks: ['id'],
  outgoing_webhooks: ['id'],
  push_subscriptions: ['token_id'],
  uploads: ['id'],
  previews: ['id'],
  message_previews: ['message_id'],
  preview_uses: ['preview_id', 'message_id'],
  secrets: ['name'],
} as const satisfies { readonly [Table in CopiedTable]: readonly (keyof Tables[Table] & string)[] }

export interface TablePlan {
  readonly table: CopiedTable
  readonly key: readonly string[]
}

export const copiedTables: readonly TablePlan[] = Object.entries(keys).map(([table, key]) => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
  table: table as CopiedTable,
  key,
}))
