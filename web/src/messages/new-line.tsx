/** Where what is new begins. */
import { useWords } from '../state/app.ts'
import './new-line.css'

export function NewLine() {
  const { t } = useWords()
  return (
    <div class="new-line" role="separator" aria-label={t('message.new-since')}>
      <span>{t('message.new-since')}</span>
    </div>
  )
}
