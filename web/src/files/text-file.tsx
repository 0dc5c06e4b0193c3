/** A text or a program: its first lines, in a box whose height is known before any of it is there. */
import { useMemo } from 'preact/hooks'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { ColouredText } from '../markdown/coloured-text.tsx'
import type { LogParts } from '../messages/log-parts.ts'
import { Button } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import { DownloadLink } from './download-link.tsx'
import { useAbout } from './file-card.tsx'
import { FileName } from './file-name.tsx'
import { textHeight } from './layout.ts'
import { useNearView } from './use-near-view.ts'
import { useWritten, type Written } from './use-written.ts'
import { beginningBytes, beginningOf, languageOf, mostBytes } from './written.ts'
import './text-file.css'

interface Shown {
  readonly upload: WireUpload
  readonly log: LogParts
}

export function TextFile({ upload, log }: Shown) {
  const { address, name, size } = upload
  const { t } = useWords(fileWords)
  const about = useAbout(upload)
  const { element, isNear } = useNearView<HTMLDivElement>()
  const written = useWritten(address, beginningBytes, isNear.value)
  return (
    <div ref={element} class="text-file" style={{ blockSize: `${textHeight(upload)}px` }}>
      <div class="text-file__head">
        <FileName name={name} />
        <span class="file-about">{about}</span>
        <DownloadLink upload={upload} />
      </div>
      <Beginning written={written} upload={upload} />
      {size <= mostBytes && (
        <button
          type="button"
          class="text-file__all"
          aria-label={t('file.show-all-of', { name })}
          aria-haspopup="dialog"
          onClick={() => (log.viewing.value = address)}
        >
          {t('file.show-all')}
        </button>
      )}
    </div>
  )
}

function Beginning({ written, upload }: { readonly written: Written; readonly upload: WireUpload }) {
  const { t } = useWords(fileWords)
  const { text, hasFailed, retry } = written
  if (hasFailed)
    return (
      <p class="text-file__failed">
        {t('file.not-shown')} <Button onClick={retry}>{t('app.again')}</Button>
      </p>
    )
  if (text === null) return <pre class="text-file__text" aria-busy="true" />
  return <FirstLines text={text} upload={upload} />
}

function FirstLines({ text, upload }: { readonly text: string; readonly upload: WireUpload }) {
  const { name, size } = upload
  const lines = useMemo(() => beginningOf(text, size <= beginningBytes), [text, size])
  return (
    <pre class="text-file__text">
      <ColouredText language={languageOf(name)} text={lines} longest={beginningBytes} />
    </pre>
  )
}
