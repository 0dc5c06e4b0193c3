/** Addresses that post into a channel, each by a bot of its own. */
import { useSignal } from '@preact/signals'
import type { WireIncomingWebhook } from '../../../src/protocols/api/wire.ts'
import { CopyLine } from '../parts/copy-line.tsx'
import { NameForm } from '../parts/name-form.tsx'
import { Row } from '../parts/row.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { momentFor } from '../state/wording.ts'
import { webhookWords } from '../words/en/webhooks.ts'
import { RemoveWebhook } from './remove-webhook.tsx'

interface Shown {
  readonly channel: string
  readonly webhooks: readonly WireIncomingWebhook[]
  readonly onChange: () => Promise<void>
}

export function IncomingWebhooks({ channel, webhooks, onChange }: Shown) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  return (
    <section>
      <h3>{t('webhooks.incoming')}</h3>
      <p class="field__hint">{t('webhooks.incoming-hint')}</p>
      {webhooks.length === 0 && <p>{t('webhooks.incoming-none')}</p>}
      <ul>
        {webhooks.map(({ id, bot, by, createdAt }) => (
          <Row
            key={id}
            name={bot.name}
            about={t('webhooks.by', { by: by.name, at: momentFor(client, createdAt) })}
          >
            <RemoveWebhook
              id={id}
              name={bot.name}
              question={t('webhooks.incoming-question', { name: bot.name })}
              onChange={onChange}
            />
          </Row>
        ))}
      </ul>
      <NewIncoming channel={channel} onChange={onChange} />
    </section>
  )
}

function NewIncoming({ channel, onChange }: Omit<Shown, 'webhooks'>) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  const made = useSignal<MadeProps | null>(null)
  const create = async (name: string) => {
    const { webhook, path } = await client.call('webhook.create-incoming', { channel, name })
    made.value = { name: webhook.bot.name, address: `${location.origin}${path}` }
    await onChange()
  }
  return (
    <>
      {made.value !== null && <Made {...made.value} />}
      <NameForm label={t('webhooks.incoming-create')} field={t('webhooks.incoming-name')} onMake={create} />
    </>
  )
}

interface MadeProps {
  readonly name: string
  readonly address: string
}

function Made({ name, address }: MadeProps) {
  const { t } = useWords(webhookWords)
  const body = JSON.stringify({ text: t('webhooks.hello') })
  return (
    <ShownOnce
      about={t('webhooks.incoming-secret', { name })}
      secret={address}
      label={t('webhooks.copy-address')}
    >
      <p>{t('webhooks.try')}</p>
      <CopyLine text={`curl -d '${body}' '${address}'`} label={t('webhooks.copy-try')} />
    </ShownOnce>
  )
}
