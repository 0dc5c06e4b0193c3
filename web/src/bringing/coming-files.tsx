/** Files of a message that waits for them. */
import type { OutgoingFile } from '../connection/keep.ts'
import type { ChannelView } from '../state/channel-view.ts'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import { ComingRow } from './coming-row.tsx'
import './chips.css'

interface Shown {
  readonly coming: readonly OutgoingFile[]
  readonly view: ChannelView
}

export function ComingFiles({ coming, view }: Shown) {
  const { t } = useWords(fileWords)
  const bringing = view.files.bringing.value
  if (bringing === null) return null
  const files = coming.flatMap(({ key }) => bringing.find(key) ?? [])
  return (
    <ul class="chips chips_said" aria-label={t('file.list')}>
      {files.map((file) => (
        <ComingRow key={file.key} file={file} isOpen={bringing.isOpen.value} />
      ))}
    </ul>
  )
}
