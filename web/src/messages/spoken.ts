/** A message for the ear, or on one line: what was written, without its marks, and what was brought. */
import { filesLine } from '../files/file-text.ts'
import { plainText } from '../markdown/plain-text.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'

export function spokenOf(message: ShownMessage, log: LogParts): string {
  const coming = message.coming?.map(({ name }) => name).join(', ')
  const files = coming ?? filesLine(message.uploads, log.app.words.value)
  return [plainText(log.piecesOf(message)), files].filter((part) => part !== '').join(' ')
}
