/** A form that does one thing at a time, says that it is at it, and says what went wrong where it was filled in. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useApp, useWords } from '../state/app.ts'
import { Button } from './button.tsx'
import './form.css'

interface Shown {
  readonly label?: string
  readonly onSubmit: () => Promise<void>
  /** Gets whether the form is at work. */
  readonly children: (busy: boolean) => ComponentChildren
}

export function Form({ label, onSubmit, children }: Shown) {
  const { busy, problem, run } = useTask(onSubmit)
  const told = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    if (problem !== '') told.current?.scrollIntoView({ block: 'nearest' })
  }, [problem])
  return (
    <form
      class="form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      {children(busy)}
      <p class="form__problem" role="alert" ref={told} hidden={problem === ''}>
        {problem}
      </p>
    </form>
  )
}

interface FormEndProps {
  readonly go: string
  readonly disabled: boolean
  readonly onCancel: () => void
}

/** Cancel, and do it. */
export function FormEnd({ go, disabled, onCancel }: FormEndProps) {
  const { t } = useWords()
  return (
    <div class="form__actions">
      <Button onClick={onCancel}>{t('app.cancel')}</Button>
      <Button look="main" type="submit" disabled={disabled}>
        {go}
      </Button>
    </div>
  )
}

/** Work that is done once at a time; a refusal becomes a sentence. */
export function useTask(work: () => Promise<void>) {
  const app = useApp()
  const busy = useSignal(false)
  const problem = useSignal('')
  const run = async (): Promise<void> => {
    if (busy.peek()) return
    busy.value = true
    problem.value = ''
    try {
      await work()
    } catch (error) {
      problem.value = app.wordOf(error)
    } finally {
      busy.value = false
    }
  }
  return { busy: busy.value, problem: problem.value, run }
}
