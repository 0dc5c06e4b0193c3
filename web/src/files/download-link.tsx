/** The way to have a file, beside its name. */
import { Download } from 'lucide'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'

export function DownloadLink({ upload: { address, name } }: { readonly upload: WireUpload }) {
  const { t } = useWords(fileWords)
  return (
    <a
      class="icon-button"
      href={address}
      download={name}
      aria-label={t('file.download-of', { name })}
      title={t('file.download')}
    >
      <Icon node={Download} />
    </a>
  )
}
