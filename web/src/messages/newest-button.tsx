/** The way back to the newest message, with how many have come meanwhile. */
import { ArrowDown } from 'lucide'
import { useWords } from '../state/app.ts'
import { Icon } from '../parts/icon.tsx'
import type { LogController } from './log-controller.ts'
import './newest-button.css'

export function NewestButton({ log }: { readonly log: LogController }) {
  const { t, n } = useWords()
  const { hasNewer } = log.parts.view
  if (log.scroller.isAtBottom.value && !hasNewer.value) return null
  // Of what lies beyond the messages that are held nobody knows how much it is.
  const count = hasNewer.value ? 0 : log.unseen.value
  return (
    <button type="button" class="newest-button" onClick={() => log.toNewest()}>
      <Icon node={ArrowDown} />
      {count > 0 ? n('message.newer', count) : t('message.to-newest')}
    </button>
  )
}
