/** Topic and name of a channel, and its end. */
import { useSignal } from '@preact/signals'
import type { WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form, useTask } from '../parts/form.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { governs } from '../state/rights.ts'
import { panelWords } from '../words/en/panels.ts'

interface Shown {
  readonly own: WireOwnChannel
}

export function ChannelTopic({ own }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const { channel } = own
  const topic = useSignal(channel.topic)
  const self = client.self.value
  const may =
    self !== null &&
    channel.archivedAt === null &&
    (!channel.settings.topicLocked || governs(own, self, 'moderator'))
  const set = async () => {
    await client.call('channel.set-topic', { channel: channel.id, topic: topic.value })
    client.say(t('app.saved'))
  }
  if (!may) return <p>{channel.topic === '' ? t('header.topic-none') : channel.topic}</p>
  return (
    <Form label={t('edit.topic')} onSubmit={set}>
      {(busy) => (
        <Field
          label={t('edit.topic')}
          value={topic.value}
          onInput={(text) => (topic.value = text)}
          autoComplete="off"
          beside={
            <Button type="submit" disabled={busy || topic.value === channel.topic}>
              {t('app.save')}
            </Button>
          }
        />
      )}
    </Form>
  )
}

export function ChannelName({ own: { channel } }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const name = useSignal(channel.name)
  const rename = async () => {
    const renamed = await client.call('channel.rename', { channel: channel.id, name: name.value.trim() })
    client.chat.channels.changeChannel(channel.id, { name: renamed.channel.name })
    client.router.replace(`/c/${encodeURIComponent(renamed.channel.name)}`)
    client.say(t('app.saved'))
  }
  return (
    <Form label={t('edit.name')} onSubmit={rename}>
      {(busy) => (
        <Field
          label={t('edit.name')}
          value={name.value}
          onInput={(text) => (name.value = text)}
          maxLength={51}
          autoComplete="off"
          beside={
            <Button type="submit" disabled={busy || name.value === channel.name || name.value.trim() === ''}>
              {t('edit.rename')}
            </Button>
          }
        />
      )}
    </Form>
  )
}

/** Asked twice: it cannot be undone. */
export function ChannelEnd({ own: { channel } }: Shown) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const isSure = useSignal(false)
  const { busy, problem, run } = useTask(async () => {
    await client.call('channel.archive', { channel: channel.id })
  })
  if (channel.archivedAt !== null) return <p>{t('write.archived')}</p>
  return (
    <section>
      <p class="field__hint">{t('edit.archive-hint')}</p>
      {isSure.value ? (
        <Button look="danger" disabled={busy} onClick={() => void run()}>
          {t('edit.archive-sure')}
        </Button>
      ) : (
        <Button look="danger" onClick={() => void (isSure.value = true)}>
          {t('edit.archive')}
        </Button>
      )}
      {problem !== '' && <p role="alert">{problem}</p>}
    </section>
  )
}
