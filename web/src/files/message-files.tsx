/** What was brought with a message: pictures beside each other, then everything else below; then what is behind its links. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import type { LogParts } from '../messages/log-parts.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { FileCard } from './file-card.tsx'
import { PreviewCards } from '../previews/preview-cards.tsx'
import { isPicture, isText, kindOf } from './kind.ts'
import { Pictures } from './pictures.tsx'
import { SoundFile } from './sound-file.tsx'
import { TextFile } from './text-file.tsx'
import { VideoFile } from './video-file.tsx'
import './message-files.css'

export function MessageFiles({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const pictures = message.uploads.filter(isPicture)
  const others = message.uploads.filter((upload) => !isPicture(upload))
  return (
    <div class="files">
      {pictures.length > 0 && <Pictures pictures={pictures} log={log} />}
      {others.map((upload) => (
        <Other key={upload.address} upload={upload} log={log} />
      ))}
      <PreviewCards message={message} log={log} />
    </div>
  )
}

function Other({ upload, log }: { readonly upload: WireUpload; readonly log: LogParts }) {
  if (isText(upload)) return <TextFile upload={upload} log={log} />
  const kind = kindOf(upload)
  if (kind === 'sound') return <SoundFile upload={upload} />
  return kind === 'video' ? <VideoFile upload={upload} /> : <FileCard upload={upload} />
}
