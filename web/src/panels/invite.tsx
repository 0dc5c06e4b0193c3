/** Letting somebody into a channel. */
import { useSignal } from '@preact/signals'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Form, FormEnd } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { panelWords } from '../words/en/panels.ts'

interface Shown {
  readonly channel: string
  readonly onClose: () => void
}

export function Invite({ channel, onClose }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const name = useSignal('')
  const invite = async () => {
    const { user } = await client.call('channel.invite', { channel, user: name.value.trim() })
    client.say(t('invite.done', { name: user.name }))
    onClose()
  }
  const title = t('invite.title', { channel: client.chat.channels.get(channel)?.channel.name ?? '' })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={invite}>
        {(busy) => (
          <>
            <Field
              label={t('invite.name')}
              value={name.value}
              onInput={(text) => (name.value = text)}
              maxLength={64}
              autoComplete="off"
              autoFocus
              required
            />
            <FormEnd go={t('invite.go')} disabled={busy || name.value.trim() === ''} onCancel={onClose} />
          </>
        )}
      </Form>
    </Dialog>
  )
}
