/** Addresses outside that are told what is said in a channel, and how that goes. */
import type { WireOutgoingWebhook } from '../../../src/protocols/api/wire.ts'
import { Row } from '../parts/row.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { momentFor } from '../state/wording.ts'
import { webhookWords } from '../words/en/webhooks.ts'
import { NewOutgoing } from './new-outgoing.tsx'
import { RemoveWebhook } from './remove-webhook.tsx'
import { webhookState } from './webhook-state.ts'
import '../parts/field.css'

interface Shown {
  readonly channel: string
  readonly webhooks: readonly WireOutgoingWebhook[]
  readonly onChange: () => Promise<void>
}

export function OutgoingWebhooks({ channel, webhooks, onChange }: Shown) {
  const { t } = useWords(webhookWords)
  return (
    <section>
      <h3>{t('webhooks.outgoing')}</h3>
      <p class="field__hint">{t('webhooks.outgoing-hint')}</p>
      {webhooks.length === 0 && <p>{t('webhooks.outgoing-none')}</p>}
      <ul>
        {webhooks.map((webhook) => (
          <Outgoing key={webhook.id} webhook={webhook} onChange={onChange} />
        ))}
      </ul>
      <NewOutgoing channel={channel} onChange={onChange} />
    </section>
  )
}

interface OutgoingProps {
  readonly webhook: WireOutgoingWebhook
  readonly onChange: () => Promise<void>
}

function Outgoing({ webhook, onChange }: OutgoingProps) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  const { id, url, by, createdAt, events } = webhook
  const { host } = new URL(url)
  const state = webhookState(webhook)
  const about = [
    ...(state.is === 'works' ? [t('webhooks.works')] : []),
    events.map((event) => t(`webhooks.${event}`)).join(', '),
    t('webhooks.by', { by: by.name, at: momentFor(client, createdAt) }),
  ]
  const problem = state.is === 'works' ? '' : t(`webhooks.${state.is}`, { at: momentFor(client, state.at) })
  return (
    <Row name={url} about={about.join(' · ')} problem={problem}>
      <RemoveWebhook
        id={id}
        name={host}
        question={t('webhooks.outgoing-question', { name: host })}
        onChange={onChange}
      />
    </Row>
  )
}
