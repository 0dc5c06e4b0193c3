/** One line of text with a button of its own that saves it. */
import { useSignal } from '@preact/signals'
import { useApp, useWords } from '../state/app.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'

interface LineFormProps {
  readonly label: string
  readonly hint: string
  /** As it is saved. */
  readonly value: string
  readonly maxLength?: number
  readonly onSave: (text: string) => Promise<void>
}

export function LineForm({ value, onSave, ...line }: LineFormProps) {
  const app = useApp()
  const { t } = useWords()
  const text = useSignal(value)
  const save = async () => {
    await onSave(text.value.trim())
    app.say(t('app.saved'))
  }
  return (
    <Form label={line.label} onSubmit={save}>
      {(busy) => (
        <Field
          {...line}
          value={text.value}
          onInput={(written) => (text.value = written)}
          autoComplete="off"
          beside={
            <Button type="submit" disabled={busy || text.value.trim() === value}>
              {t('app.save')}
            </Button>
          }
        />
      )}
    </Form>
  )
}
