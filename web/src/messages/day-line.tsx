/** Where a new day begins; pressed, it leads to any other. */
import { useWords } from '../state/app.ts'
import type { LogParts } from './log-parts.ts'
import './day-line.css'

export function DayLine({ at, log }: { readonly at: number; readonly log: LogParts }) {
  const { t } = useWords()
  return (
    <div class="day-line">
      <button
        type="button"
        class="day-line__day"
        title={t('message.other-day')}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) =>
          (log.leaving.value = { from: at, place: currentTarget.getBoundingClientRect() })
        }
      >
        {log.times.value.day(at)}
      </button>
    </div>
  )
}
