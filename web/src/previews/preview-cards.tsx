/** What is behind the links of a message: a picture as a picture, a page as a card. Whoever may, takes it away. */
import { X } from 'lucide'
import type { WirePreview } from '../../../src/protocols/api/wire.ts'
import { Pictures } from '../files/pictures.tsx'
import type { LogParts } from '../messages/log-parts.ts'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { previewWords } from '../words/en/previews.ts'
import { PageCard } from './page-card.tsx'
import { pictureOf } from './picture-of.ts'
import './preview-cards.css'

interface Shown {
  readonly message: ShownMessage
  readonly log: LogParts
}

export function PreviewCards({ message, log }: Shown) {
  const mayRemove =
    message.author.id === log.view.self.id || (log.view.mayModerate.value && log.view.ref.kind !== 'direct')
  return (
    <>
      {message.previews.map((preview) => (
        <div key={preview.url} class={`preview preview_${preview.kind}`}>
          <Preview preview={preview} log={log} />
          {mayRemove && <RemoveButton preview={preview} message={message} log={log} />}
        </div>
      ))}
    </>
  )
}

function Preview({ preview, log }: { readonly preview: WirePreview; readonly log: LogParts }) {
  const picture = pictureOf(preview)
  return picture === null ? <PageCard preview={preview} /> : <Pictures pictures={[picture]} log={log} />
}

function RemoveButton({ preview, message, log }: Shown & { readonly preview: WirePreview }) {
  const { t } = useWords(previewWords)
  const { url, title, siteName } = preview
  const asked = { channel: message.channel, message: message.id, url }
  return (
    <IconButton
      icon={X}
      label={t('preview.remove', { name: title ?? siteName ?? url })}
      onClick={() => log.attempt(log.app.call('message.remove-preview', asked))}
    />
  )
}
