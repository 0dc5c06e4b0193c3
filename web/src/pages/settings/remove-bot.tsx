/** Takes a bot away for good, after a question. */
import { SureButton } from '../../parts/sure-button.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsWords } from '../../words/en/settings.ts'

interface Shown {
  readonly name: string
  readonly onChange: () => Promise<void>
}

export function RemoveBot({ name, onChange }: Shown) {
  const client = useClient()
  const { t } = useWords(settingsWords)
  const remove = async () => {
    await client.call('bot.remove', { name })
    client.say(t('bots.removed', { name }))
    await onChange()
  }
  return (
    <SureButton
      label={t('bots.remove')}
      name={t('bots.remove-of', { name })}
      question={t('bots.remove-question', { name })}
      yes={t('bots.remove-sure')}
      onSure={remove}
    />
  )
}
