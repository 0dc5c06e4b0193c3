/** Making a channel. */
import { useSignal } from '@preact/signals'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { Form, FormEnd } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { panelWords } from '../words/en/panels.ts'

export function CreateChannel({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const name = useSignal('')
  const topic = useSignal('')
  const kind = useSignal<'public' | 'private'>('public')
  const create = async () => {
    const { channel } = await client.call('channel.create', { name: name.value.trim(), kind: kind.value })
    await client.chat.addChannel(channel.id)
    if (topic.value.trim() !== '')
      await client.call('channel.set-topic', { channel: channel.id, topic: topic.value })
    client.go(`/c/${encodeURIComponent(channel.name)}`)
    onClose()
  }
  return (
    <Dialog title={t('create.title')} onClose={onClose}>
      <Form onSubmit={create}>
        {(busy) => (
          <>
            <Field
              label={t('create.name')}
              hint={t('create.name-hint')}
              value={name.value}
              onInput={(text) => (name.value = text)}
              maxLength={51}
              autoComplete="off"
              autoFocus
              required
            />
            <Field label={t('create.topic')} value={topic.value} onInput={(text) => (topic.value = text)} />
            <Kind kind={kind.value} onChoose={(chosen) => (kind.value = chosen)} />
            <FormEnd go={t('create.go')} disabled={busy || name.value.trim() === ''} onCancel={onClose} />
          </>
        )}
      </Form>
    </Dialog>
  )
}

interface KindProps {
  readonly kind: 'public' | 'private'
  readonly onChoose: (kind: 'public' | 'private') => void
}

function Kind({ kind, onChoose }: KindProps) {
  const { t } = useWords(panelWords)
  return (
    <Choice
      label={t('create.kind')}
      value={kind}
      onChoose={onChoose}
      options={[
        { value: 'public', label: t('create.public'), hint: t('create.public-hint') },
        { value: 'private', label: t('create.private'), hint: t('create.private-hint') },
      ]}
    />
  )
}
