/** A name, with a button that makes something of it; afterwards there is room for the next one. */
import { useSignal } from '@preact/signals'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'

interface NameFormProps {
  /** What is made: the name of the form and of its button. */
  readonly label: string
  readonly field: string
  readonly onMake: (name: string) => Promise<void>
}

const longestName = 64

export function NameForm({ label, field, onMake }: NameFormProps) {
  const name = useSignal('')
  const make = async () => {
    await onMake(name.value.trim())
    name.value = ''
  }
  return (
    <Form label={label} onSubmit={make}>
      {(busy) => (
        <Field
          label={field}
          value={name.value}
          onInput={(text) => (name.value = text)}
          maxLength={longestName}
          autoComplete="off"
          beside={
            <Button type="submit" disabled={busy || name.value.trim() === ''}>
              {label}
            </Button>
          }
        />
      )}
    </Form>
  )
}
