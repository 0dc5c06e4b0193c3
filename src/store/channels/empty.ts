/** What a channel starts with, column by column. */
import type { ChannelsTable } from '../tables.ts'

export const emptyChannel = {
  topic: '',
  topic_by: null,
  topic_at: null,
  moderated: 0,
  invite_only: 0,
  members_only: 0,
  topic_locked: 0,
  secret: 0,
  join_key: null,
  user_limit: null,
  accounts_only: 0,
  accounts_speak: 0,
  no_ctcp: 0,
  no_previews: 0,
  archived_at: null,
  last_position: 0,
  direct_key: null,
  first_id: null,
  first_name: null,
  second_id: null,
  second_name: null,
} as const satisfies Partial<ChannelsTable>
