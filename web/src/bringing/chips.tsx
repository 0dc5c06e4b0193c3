/** The files that stand beside what is being written. */
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import type { Bringing } from './bringing.ts'
import { ComingRow } from './coming-row.tsx'
import './chips.css'

export function Chips({ bringing }: { readonly bringing: Bringing }) {
  const { t } = useWords(fileWords)
  const files = bringing.files.value
  const notice = bringing.notice.value
  return (
    <>
      <p class="unseen" role="status">
        {bringing.news.value}
      </p>
      {notice !== null && (
        <p class="chips__notice" role="alert">
          {notice}
        </p>
      )}
      {files.length > 0 && (
        <ul class="chips" aria-label={t('file.list')}>
          {files.map((file) => (
            <ComingRow
              key={file.key}
              file={file}
              isOpen={bringing.isOpen.value}
              onRemove={() => bringing.remove(file)}
            />
          ))}
        </ul>
      )}
    </>
  )
}
