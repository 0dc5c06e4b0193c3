/** What is behind links, the messages that show it, and where that took its place in a channel's order. */
import type { ChannelId, MessageId, PreviewId } from '../../core/types.ts'

export interface PreviewsTable {
  id: PreviewId
  /** SHA-256 of the link. */
  link_digest: string
  /** JSON: a preview as messages show it; `null`: there is nothing to show. */
  content: string | null
  picture_key: string | null
  picture_digest: string | null
  /** JSON: widths. */
  picture_widths: string | null
  created_at: number
  /** From then on the link is asked for anew. */
  expires_at: number
}

/** One for each message that ever had previews. */
export interface MessagePreviewsTable {
  message_id: MessageId
  channel_id: ChannelId
  changed_position: number
  changed_at: number
  /** JSON: links whose previews were taken away and do not come back. */
  removed: string | null
}

/** Which messages show a preview: as long as there is one, its picture stays. */
export interface PreviewUsesTable {
  preview_id: PreviewId
  message_id: MessageId
}
