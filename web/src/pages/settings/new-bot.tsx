/** Makes a bot, and shows its first token this once. */
import { useSignal } from '@preact/signals'
import { NameForm } from '../../parts/name-form.tsx'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'

export function NewBot({ onChange }: { readonly onChange: () => Promise<void> }) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const made = useSignal<{ readonly name: string; readonly secret: string } | null>(null)
  const create = async (name: string) => {
    const { bot, secret } = await client.call('bot.create', { name })
    made.value = { name: bot.user.name, secret }
    await onChange()
  }
  return (
    <>
      {made.value !== null && (
        <ShownOnce about={t('bots.secret', { name: made.value.name })} secret={made.value.secret} />
      )}
      <NameForm label={t('bots.create')} field={t('bots.name')} onMake={create} />
    </>
  )
}
