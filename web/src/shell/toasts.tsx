/** Lines that tell what was done or did not work, and go by themselves. */
import { X } from 'lucide'
import { IconButton } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import './toasts.css'

export function Toasts() {
  const { notices } = useClient()
  const { t } = useWords()
  return (
    <div class="toasts" role="status" aria-live="polite">
      {notices.toasts.value.map(({ id, text, kind }) => (
        <div key={id} class={`toast toast--${kind}`}>
          <p>{text}</p>
          <IconButton icon={X} label={t('bar.dismiss')} onClick={() => notices.dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
