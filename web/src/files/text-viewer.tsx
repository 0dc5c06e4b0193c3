/** A text as large as the window: what stood in the message, and what comes after it. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { ColouredText } from '../markdown/coloured-text.tsx'
import type { LogParts } from '../messages/log-parts.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { fileWords } from '../words/en/files.ts'
import { GalleryHead } from './gallery-head.tsx'
import { useModal } from './use-modal.ts'
import { useWritten } from './use-written.ts'
import { languageOf, mostBytes } from './written.ts'
import './gallery.css'
import './text-viewer.css'

/** More than that would let everybody wait for the colours. */
const longestColoured = 100_000

interface Shown {
  readonly upload: WireUpload
  readonly message: ShownMessage
  readonly log: LogParts
}

export function TextViewer({ upload, message, log }: Shown) {
  const { t } = useWords(fileWords)
  const { address, name } = upload
  const { text, hasFailed, retry } = useWritten(address, mostBytes)
  const dialog = useModal()
  const close = (): void => {
    log.viewing.value = null
  }
  return (
    <dialog
      ref={dialog}
      class="gallery gallery_text"
      tabIndex={-1}
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <GalleryHead upload={upload} message={message} place={null} log={log} onClose={close} />
      {hasFailed ? (
        <p class="text-viewer__failed" role="alert">
          {t('file.not-shown')} <Button onClick={retry}>{t('app.again')}</Button>
        </p>
      ) : (
        <pre class="text-viewer" tabIndex={0} role="region" aria-label={name} aria-busy={text === null}>
          {text !== null && (
            <ColouredText language={languageOf(name)} text={text} longest={longestColoured} />
          )}
        </pre>
      )}
    </dialog>
  )
}
