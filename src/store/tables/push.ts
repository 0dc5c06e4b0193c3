/** The table of browsers that can be called. */
import type { TokenId, UserId } from '../../core/types.ts'

export interface PushSubscriptionsTable {
  token_id: TokenId
  user_id: UserId
  endpoint_digest: string
  endpoint: string
  p256dh: string
  auth: string
  created_at: number
}
