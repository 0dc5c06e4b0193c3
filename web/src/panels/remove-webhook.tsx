/** Takes a webhook away, after a question. */
import { SureButton } from '../parts/sure-button.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { webhookWords } from '../words/en/webhooks.ts'

interface Shown {
  readonly id: string
  readonly name: string
  readonly question: string
  readonly onChange: () => Promise<void>
}

export function RemoveWebhook({ id, name, question, onChange }: Shown) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  const remove = async () => {
    await client.call('webhook.remove', { webhook: id })
    client.say(t('webhooks.removed'))
    await onChange()
  }
  return (
    <SureButton
      label={t('webhooks.remove')}
      name={t('webhooks.remove-of', { name })}
      question={question}
      yes={t('webhooks.remove-sure')}
      onSure={remove}
    />
  )
}
