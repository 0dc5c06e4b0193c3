/** A button that asks for how long and why before it does something to somebody. */
import { useSignal } from '@preact/signals'
import { Button } from '../parts/button.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import type { TextKey, Words } from '../words/words.ts'
import { panelWords } from '../words/en/panels.ts'

interface Shown {
  /** What the button says that opens the form, and the one that does it. */
  readonly open: string
  readonly submit: string
  /** `required`: always for a time; `optional`: or none; `endless`: or for good; `none`: no choice. */
  readonly times: 'required' | 'optional' | 'endless' | 'none'
  readonly onSubmit: (chosen: { readonly seconds: number | null; readonly reason: string }) => Promise<void>
}

const spans = [
  ['300', 'person.minutes-5'],
  ['3600', 'person.hour'],
  ['86400', 'person.day'],
  ['604800', 'person.week'],
] as const satisfies readonly (readonly [string, TextKey<typeof panelWords>])[]

export function SanctionForm({ open, submit, times, onSubmit }: Shown) {
  const isOpen = useSignal(false)
  if (!isOpen.value)
    return (
      <Button look="danger" onClick={() => void (isOpen.value = true)}>
        {open}
      </Button>
    )
  const done = async (chosen: Parameters<typeof onSubmit>[0]) => {
    await onSubmit(chosen)
    isOpen.value = false
  }
  return <Opened submit={submit} times={times} onSubmit={done} onCancel={() => void (isOpen.value = false)} />
}

/** The spans that one may choose. */
function timed(
  t: Words<typeof panelWords>['t'],
): readonly { readonly value: string; readonly label: string }[] {
  return spans.map(([value, key]) => ({ value, label: t(key) }))
}

function Opened({
  submit,
  times,
  onSubmit,
  onCancel,
}: Omit<Shown, 'open'> & { readonly onCancel: () => void }) {
  const { t } = useWords(panelWords)
  const span = useSignal(times === 'required' ? '300' : '')
  const reason = useSignal('')
  const endless = { value: '', label: t(times === 'endless' ? 'person.for-good' : 'person.no-time') }
  const run = () => onSubmit({ seconds: span.value === '' ? null : Number(span.value), reason: reason.value })
  return (
    <Form label={submit} onSubmit={run}>
      {(busy) => (
        <>
          {times !== 'none' && (
            <Select
              label={t('person.time')}
              value={span.value}
              options={[...timed(t), ...(times === 'required' ? [] : [endless])]}
              onChoose={(chosen) => (span.value = chosen)}
            />
          )}
          <Field
            label={t('person.reason')}
            value={reason.value}
            onInput={(text) => (reason.value = text)}
            autoComplete="off"
          />
          <div class="form__actions">
            <Button onClick={onCancel}>{t('app.cancel')}</Button>
            <Button look="danger" type="submit" disabled={busy}>
              {submit}
            </Button>
          </div>
        </>
      )}
    </Form>
  )
}
