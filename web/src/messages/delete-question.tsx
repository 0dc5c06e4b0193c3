/** Asks once before a message is taken back: there is no way to undo it. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'
import './delete-question.css'

export function DeleteQuestion({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t } = useWords()
  const first = useRef<HTMLButtonElement>(null)
  // At once: the keys that follow are meant for it already.
  useLayoutEffect(() => first.current?.focus(), [])
  const close = (): void => {
    const row = first.current?.closest('article')
    log.opened.value = null
    row?.focus({ preventScroll: true })
  }
  const remove = (): void => {
    close()
    log.attempt(log.view.remove(message.id))
  }
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') close()
  }
  return (
    <div
      class="delete-question"
      role="alertdialog"
      aria-label={t('message.delete-question')}
      onKeyDown={pressed}
    >
      <span>{t('message.delete-question')}</span>
      <button ref={first} type="button" class="delete-question__yes" onClick={remove}>
        {t('message.delete')}
      </button>
      <button type="button" onClick={close}>
        {t('message.keep')}
      </button>
    </div>
  )
}
