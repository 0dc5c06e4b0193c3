/** A file that is not shown in place: what it is called, what it is, and the way to have it. */
import { Download, File, FileArchive, FileText } from 'lucide'
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import { fileWords } from '../words/en/files.ts'
import { FileName } from './file-name.tsx'
import { FirstPage } from './first-page.tsx'
import { sizeText } from './size-text.ts'
import { typeName } from './type-name.ts'
import './file-card.css'

export function FileCard({ upload }: { readonly upload: WireUpload }) {
  const { t } = useWords(fileWords)
  const { address, name, type, thumbnails } = upload
  const isSeen = thumbnails.length > 0
  const about = useAbout(upload)
  return (
    <a class={`file-card${isSeen ? ' file-card_paged' : ''}`} href={address} download={name} title={name}>
      {isSeen && <FirstPage upload={upload} />}
      <Icon node={iconOf(type)} />
      <span class="file-card__words">
        <FileName name={name} said={t('file.download-of', { name })} />
        <span class="file-about">{about}</span>
      </span>
      <Icon node={Download} />
    </a>
  )
}

/** `PDF, 1.2 MB` */
export function useAbout({ name, type, size }: WireUpload): string {
  const { t, language } = useWords(fileWords)
  const kind = typeName(name, type) ?? t('file.unknown-type')
  return t('file.about', { type: kind, size: sizeText(size, language) })
}

function iconOf(type: string) {
  if (type.startsWith('text/') || type === 'application/pdf') return FileText
  return /zip|tar|compress|7z|rar/.test(type) ? FileArchive : File
}
