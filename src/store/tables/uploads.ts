/** Files that people bring; the bytes are elsewhere, by their digest. */
import type { MessageId, UploadId, UserId } from '../../core/types.ts'

export interface UploadsTable {
  id: UploadId
  key: string
  user_id: UserId
  name: string
  size: number
  /** What follows is there when all of it has come. */
  digest: string | null
  type: string | null
  width: number | null
  height: number | null
  preview: string | null
  /** JSON: widths. */
  thumbnails: string | null
  duration: number | null
  waveform: string | null
  message_id: MessageId | null
  /** 1: what its owner is shown by. */
  avatar: number
  created_at: number
  /** Not to be shown any more; the row stays until the bytes have been looked after. */
  removed_at: number | null
}
