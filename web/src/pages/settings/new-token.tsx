/** Makes a token for a program, and shows its secret this once. */
import { useSignal } from '@preact/signals'
import { NameForm } from '../../parts/name-form.tsx'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { useWords } from '../../state/app.ts'
import { settingsWords } from '../../words/en/settings.ts'

interface Shown {
  /** Answers with the secret. */
  readonly onCreate: (name: string) => Promise<string>
}

export function NewToken({ onCreate }: Shown) {
  const { t } = useWords(settingsWords)
  const made = useSignal<{ readonly name: string; readonly secret: string } | null>(null)
  const create = async (name: string) => {
    made.value = { name, secret: await onCreate(name) }
  }
  return (
    <>
      {made.value !== null && (
        <ShownOnce about={t('sign-ins.secret', { name: made.value.name })} secret={made.value.secret} />
      )}
      <NameForm label={t('sign-ins.create')} field={t('sign-ins.token-name')} onMake={create} />
    </>
  )
}
