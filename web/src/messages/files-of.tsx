/** The files of a message, and what is behind its links: their room is there before the part that shows them. */
import { useEffect } from 'preact/hooks'
import { attachedHeight } from './estimate.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'

/** As wide as a phone: where nothing has been measured yet. */
const usualWidth = 300

export function FilesOf({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const Part = log.files.value
  useEffect(() => log.loadFiles(), [log])
  if (Part !== null) return <Part message={message} log={log} />
  return <div style={{ blockSize: `${attachedHeight(message, usualWidth)}px` }} />
}
