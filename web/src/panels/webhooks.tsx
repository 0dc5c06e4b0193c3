/** The webhooks of a channel, for those who moderate it: addresses that post into it, and addresses that are told of it. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Reply } from '../connection/calls.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { webhookWords } from '../words/en/webhooks.ts'
import { IncomingWebhooks } from './incoming-webhooks.tsx'
import { OutgoingWebhooks } from './outgoing-webhooks.tsx'
import './webhooks.css'

interface Shown {
  readonly channel: string
  readonly onClose: () => void
}

export function Webhooks({ channel, onClose }: Shown) {
  const client = useClient()
  const { t } = useWords(webhookWords)
  const webhooks = useSignal<Reply<'webhook.list'> | null>(null)
  const load = async () => {
    webhooks.value = await client.call('webhook.list', { channel })
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  const name = client.chat.channels.get(channel)?.channel.name ?? ''
  const shown = webhooks.value
  return (
    <Dialog title={t('webhooks.title', { channel: name })} onClose={onClose}>
      {shown !== null && (
        <div class="webhooks">
          <IncomingWebhooks channel={channel} webhooks={shown.incoming} onChange={load} />
          <OutgoingWebhooks channel={channel} webhooks={shown.outgoing} onChange={load} />
        </div>
      )}
    </Dialog>
  )
}
