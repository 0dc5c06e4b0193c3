/** How high a row will about be, before it has been drawn. The nearer, the less the scroll bar moves about. */
import { filesHeight } from '../files/layout.ts'
import { previewsHeight } from '../previews/heights.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import type { Row } from './rows.ts'

const line = 22
const heights = { head: 32, following: 4, action: 8, topic: 12, deleted: 8 } as const

export function estimateHeight(row: Row, width: number): number {
  if (row.kind !== 'message') return row.kind === 'day' ? 44 : 28
  const { message, form } = row
  const inLine = Math.max(20, (width - 90) / 7.2)
  const files = attachedHeight(message, width - 90)
  const isBare = message.text === '' && files > 0
  const lines = message.text
    .slice(0, 4000)
    .split('\n')
    .reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / inLine)), 0)
  const reactions = message.reactions.length > 0 ? 32 : 0
  const reply = message.replyTo === null ? 0 : line
  return heights[form] + (form === 'deleted' ? line : isBare ? 0 : lines * line) + files + reactions + reply
}

/** What was brought with it, and what is behind its links. */
export function attachedHeight({ uploads, previews }: ShownMessage, width: number): number {
  return filesHeight(uploads, width) + previewsHeight(previews, width)
}
