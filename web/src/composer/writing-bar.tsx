/** Above the field: which message is being answered or changed, and the way out of it. */
import { X } from 'lucide'
import { lineOf } from '../files/file-text.ts'
import { Icon } from '../parts/icon.tsx'
import { useWords } from '../state/app.ts'
import type { ComposerController } from './composer-controller.ts'
import './writing-bar.css'

export function WritingBar({ composer }: { readonly composer: ComposerController }) {
  const words = useWords()
  const { t } = words
  const { replyTo, editing } = composer.writing
  const about = editing.value ?? replyTo.value
  if (about === null) return null
  const label =
    editing.value === null ? t('composer.replying', { name: about.author.name }) : t('composer.editing')
  return (
    <div class="writing-bar">
      <span class="writing-bar__label">{label}</span>
      <span class="writing-bar__text" dir="auto">
        {lineOf(about, words).slice(0, 200)}
      </span>
      <button
        type="button"
        aria-label={t('composer.cancel')}
        title={t('composer.cancel')}
        onClick={() => composer.cancel()}
      >
        <Icon node={X} />
      </button>
    </div>
  )
}
