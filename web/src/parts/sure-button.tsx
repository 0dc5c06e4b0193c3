/** A button for what cannot be undone: it asks once more before it does it, and says why it could not. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import { Button } from './button.tsx'
import { useTask } from './form.tsx'
import './sure-button.css'

interface Shown {
  readonly label: string
  /** What it is called for those who listen: with whom or what it is about. */
  readonly name: string
  readonly question: string
  readonly yes: string
  readonly onSure: () => Promise<void>
}

export function SureButton({ label, name, ...asked }: Shown) {
  const isAsking = useSignal(false)
  const wasAsking = useRef(false)
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (wasAsking.current) place.current?.querySelector('button')?.focus()
    wasAsking.current = isAsking.value
  }, [isAsking.value])
  if (isAsking.value) return <Question {...asked} onNo={() => void (isAsking.value = false)} />
  return (
    <span ref={place}>
      <Button look="danger" aria-label={name} onClick={() => void (isAsking.value = true)}>
        {label}
      </Button>
    </span>
  )
}

interface QuestionProps extends Pick<Shown, 'question' | 'yes' | 'onSure'> {
  readonly onNo: () => void
}

function Question({ question, yes, onSure, onNo }: QuestionProps) {
  const { t } = useWords()
  const { busy, problem, run } = useTask(onSure)
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => place.current?.querySelector('button')?.focus(), [])
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // What lies under it stays open.
    event.preventDefault()
    event.stopPropagation()
    onNo()
  }
  return (
    <div class="sure" role="alertdialog" aria-label={question} ref={place} onKeyDown={pressed}>
      <p>{question}</p>
      <div class="form__actions">
        <Button onClick={onNo}>{t('app.cancel')}</Button>
        <Button look="danger" disabled={busy} onClick={() => void run()}>
          {yes}
        </Button>
      </div>
      {problem !== '' && <p role="alert">{problem}</p>}
    </div>
  )
}
