/** Asks for the day to go to. It belongs to the log: the line that opened it may be gone once older messages have come. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { useWords } from '../state/app.ts'
import { startOfWrittenDay, writtenDay } from './local-day.ts'
import type { Leaving, LogParts } from './log-parts.ts'
import { Popover } from './popover.tsx'
import './other-day.css'

export function OtherDay({ log }: { readonly log: LogParts }) {
  const leaving = log.leaving.value
  return leaving === null ? null : <Question leaving={leaving} log={log} />
}

function Question({ leaving, log }: { readonly leaving: Leaving; readonly log: LogParts }) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const beside = useMemo(() => ({ current: { getBoundingClientRect: () => leaving.place } }), [leaving])
  useLayoutEffect(() => input.current?.focus(), [])
  const close = (): void => {
    log.leaving.value = null
  }
  const go = (event: Event): void => {
    event.preventDefault()
    const time = startOfWrittenDay(input.current?.value ?? '')
    if (time === null) return
    close()
    log.attempt(log.view.jumpTo({ time }))
  }
  return (
    <Popover role="dialog" beside={beside} label={t('message.other-day')} onClose={close}>
      <form class="other-day" onSubmit={go}>
        <label>
          {t('message.other-day')}
          <input
            ref={input}
            type="date"
            required
            defaultValue={writtenDay(leaving.from)}
            max={writtenDay(Date.now())}
          />
        </label>
        <Button type="submit">{t('message.go')}</Button>
      </form>
    </Popover>
  )
}
