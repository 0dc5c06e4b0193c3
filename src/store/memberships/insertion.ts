/** Makes somebody belong to a channel. */
import { prepared } from '../prepared.ts'
import type { MembershipsTable } from '../tables.ts'

type Given = Pick<
  MembershipsTable,
  'channel_id' | 'user_id' | 'role' | 'joined_at' | 'read_position' | 'read_at'
>

export const belonging = prepared((db, given: Given) => db.insertInto('memberships').values(given))
