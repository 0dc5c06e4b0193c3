/** A place that one is not in: joining it, or why that is not possible. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireChannel } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'

export function NotInChannel({ name }: { readonly name: string }) {
  const { t } = useWords()
  const client = useClient()
  const found = useSignal<WireChannel | 'absent' | null>(null)
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (!isOpen) return
    const show = async () => (await client.call('channel.show', { channel: `#${name}` })).channel
    show()
      .then((channel) => (found.value = channel))
      .catch(() => (found.value = 'absent'))
  }, [name, isOpen])
  const channel = found.value
  return (
    <main class="main" id="main">
      <PageHead title={`#${name}`} />
      <div class="main__scroll">
        {channel === 'absent' && <p role="status">{t('channel.absent', { name })}</p>}
        {channel !== null && channel !== 'absent' && <Join channel={channel} />}
      </div>
    </main>
  )
}

function Join({ channel }: { readonly channel: WireChannel }) {
  const client = useClient()
  const { t } = useWords()
  const key = useSignal('')
  const needsKey = channel.settings.key !== null
  const join = async () => {
    const { id } = channel
    await client.call('channel.join', { channel: id, key: key.value === '' ? null : key.value })
    await client.chat.addChannel(id)
  }
  return (
    <div class="channel__absent">
      <p>{t('channel.not-in', { name: channel.name })}</p>
      {channel.topic !== '' && <p>{channel.topic}</p>}
      <Form onSubmit={join}>
        {(busy) => (
          <>
            {needsKey && (
              <Field
                label={t('channel.key')}
                hint={t('channel.key-needed')}
                value={key.value}
                onInput={(text) => (key.value = text)}
              />
            )}
            <Button look="main" type="submit" disabled={busy}>
              {t('channel.join')}
            </Button>
          </>
        )}
      </Form>
    </div>
  )
}
