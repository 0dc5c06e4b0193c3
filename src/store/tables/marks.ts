/** Signs put to messages, and messages kept in sight. */
import type { ChannelId, MessageId, UserId } from '../../core/types.ts'

export interface ReactionsTable {
  message_id: MessageId
  channel_id: ChannelId
  user_id: UserId
  user_name: string
  user_account: string | null
  user_userhost: string
  reaction: string
  reacted_at: number
  changed_position: number
  removed_at: number | null
}

export interface PinsTable {
  message_id: MessageId
  channel_id: ChannelId
  user_id: UserId
  user_name: string
  user_account: string | null
  user_userhost: string
  pinned_at: number
  changed_position: number
  removed_at: number | null
}
