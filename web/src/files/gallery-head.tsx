/** Above what is looked at large: what it is, whose, from when, and the ways to have it and to leave. */
import { X } from 'lucide'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import type { LogParts } from '../messages/log-parts.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { fileWords } from '../words/en/files.ts'
import { DownloadLink } from './download-link.tsx'
import { sizeText } from './size-text.ts'

interface Shown {
  readonly upload: WireUpload
  readonly message: ShownMessage
  /** Which of how many; null: it is alone. */
  readonly place: string | null
  readonly log: LogParts
  readonly onClose: () => void
}

export function GalleryHead({ upload, message, place, log, onClose }: Shown) {
  const { t, language } = useWords(fileWords)
  const { name, size } = upload
  return (
    <header class="gallery__head">
      <div class="gallery__words" aria-live="polite">
        <strong dir="auto">{name}</strong>
        <span>
          {place !== null && `${place} · `}
          <bdi>{message.author.name}</bdi> · {log.times.value.full(message.sentAt)}
          {size > 0 && ` · ${sizeText(size, language)}`}
        </span>
      </div>
      <DownloadLink upload={upload} />
      <IconButton icon={X} label={t('app.close')} onClick={onClose} />
    </header>
  )
}
