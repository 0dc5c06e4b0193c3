/** What is looked at large: a picture among those of the channel, or a text. */
import { useComputed } from '@preact/signals'
import type { LogParts } from '../messages/log-parts.ts'
import { Gallery } from './gallery.tsx'
import { isText } from './kind.ts'
import { TextViewer } from './text-viewer.tsx'

export function Viewer({ log }: { readonly log: LogParts }) {
  const text = useComputed(() => textAt(log))
  return text.value === null ? <Gallery log={log} /> : <TextViewer {...text.value} log={log} />
}

function textAt({ view, viewing }: LogParts) {
  for (const message of view.messages.value)
    for (const upload of message.uploads)
      if (upload.address === viewing.value && isText(upload)) return { upload, message }
  return null
}
