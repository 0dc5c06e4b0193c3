/** Makes an address that is told of a channel, and shows the secret that signs it this once. */
import { useSignal, type Signal } from '@preact/signals'
import type { WireOutgoingWebhook } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { Check, Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { webhookWords } from '../words/en/webhooks.ts'

interface Shown {
  readonly channel: string
  readonly onChange: () => Promise<void>
}

type Kinds = WireOutgoingWebhook['events']

export function NewOutgoing({ channel, onChange }: Shown) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  const url = useSignal('')
  const events = useSignal<Kinds>(['message.sent'])
  const made = useSignal<{ readonly host: string; readonly secret: string } | null>(null)
  const create = async () => {
    const wanted = { channel, url: url.value.trim(), events: events.value }
    const { webhook, secret } = await client.call('webhook.create-outgoing', wanted)
    made.value = { host: new URL(webhook.url).host, secret }
    url.value = ''
    await onChange()
  }
  return (
    <>
      {made.value !== null && (
        <ShownOnce
          about={t('webhooks.outgoing-secret', { host: made.value.host })}
          secret={made.value.secret}
        />
      )}
      <Form label={t('webhooks.outgoing-create')} onSubmit={create}>
        {(busy) => (
          <>
            <Address url={url} />
            <More events={events} />
            <div class="form__actions">
              <Button type="submit" disabled={busy || url.value.trim() === ''}>
                {t('webhooks.outgoing-create')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </>
  )
}

function Address({ url }: { readonly url: Signal<string> }) {
  const { t } = useWords(webhookWords)
  return (
    <Field
      label={t('webhooks.outgoing-url')}
      type="url"
      value={url.value}
      onInput={(text) => (url.value = text)}
      autoComplete="off"
    />
  )
}

/** What else it is told of, beside new messages. */
function More({ events }: { readonly events: Signal<Kinds> }) {
  const { t } = useWords(webhookWords)
  return (
    <div>
      {(['edited', 'deleted'] as const).map((kind) => (
        <Check
          key={kind}
          label={t(`webhooks.${kind}`)}
          checked={events.value.includes(`message.${kind}`)}
          onChange={(is) => {
            const others = events.value.filter((each) => each !== `message.${kind}`)
            events.value = is ? [...others, `message.${kind}`] : others
          }}
        />
      ))}
    </div>
  )
}
