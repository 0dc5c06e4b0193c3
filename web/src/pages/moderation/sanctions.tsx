/** The kicks, mutes and bans in force, and lifting them. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireSanction } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Form, useTask } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { momentFor } from '../../state/wording.ts'
import { moderationWords } from '../../words/en/moderation.ts'

export function Sanctions() {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const sanctions = useSignal<readonly WireSanction[] | null>(null)
  const load = async () => {
    sanctions.value = (await client.call('sanction.list', {})).sanctions
  }
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen])
  return (
    <>
      <section class="sections__part">
        {sanctions.value?.length === 0 && <p>{t('moderation.none')}</p>}
        <ul>
          {sanctions.value?.map((sanction) => (
            <Row key={sanction.id} sanction={sanction} onChange={load} />
          ))}
        </ul>
      </section>
      <BanForm onChange={load} />
    </>
  )
}

function subjectOf({ subject }: WireSanction): string {
  return subject.type === 'user' ? subject.user.name : subject.network
}

function Row({
  sanction,
  onChange,
}: {
  readonly sanction: WireSanction
  readonly onChange: () => Promise<void>
}) {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const { kind, reason, by, createdAt, expiresAt } = sanction
  const subject = subjectOf(sanction)
  const { busy, problem, run } = useTask(async () => {
    if (kind === 'mute') await client.call('user.unmute', { name: subject })
    else await client.call('user.unban', { subject })
    client.say(t('moderation.lifted', { subject }))
    await onChange()
  })
  const end =
    expiresAt === null
      ? t('moderation.for-good')
      : t('moderation.until', { until: momentFor(client, expiresAt) })
  return (
    <li class="sections__row">
      <div class="sections__about">
        <strong>
          <bdi>{subject}</bdi>
        </strong>{' '}
        {t(`moderation.${kind}`)}, {end}
        {reason !== null && <p>{reason}</p>}
        <small>{t('moderation.by', { by, at: momentFor(client, createdAt) })}</small>
        {problem !== '' && <p role="alert">{problem}</p>}
      </div>
      <Button disabled={busy} onClick={() => void run()} aria-label={t('moderation.lift-of', { subject })}>
        {t('moderation.lift')}
      </Button>
    </li>
  )
}

function BanForm({ onChange }: { readonly onChange: () => Promise<void> }) {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const subject = useSignal('')
  const reason = useSignal('')
  const ban = async () => {
    const banned = await client.call('user.ban', { subject: subject.value.trim(), reason: reason.value })
    client.say(t('moderation.banned', { name: banned.subject }))
    subject.value = ''
    reason.value = ''
    await onChange()
  }
  return (
    <section class="sections__part">
      <h2>{t('moderation.ban-network')}</h2>
      <Form label={t('moderation.ban-network')} onSubmit={ban}>
        {(busy) => (
          <>
            <Field
              label={t('moderation.ban-subject')}
              value={subject.value}
              onInput={(text) => (subject.value = text)}
              autoComplete="off"
            />
            <Field
              label={t('moderation.reason')}
              value={reason.value}
              onInput={(text) => (reason.value = text)}
              autoComplete="off"
            />
            <Button look="danger" type="submit" disabled={busy || subject.value.trim() === ''}>
              {t('moderation.ban-go')}
            </Button>
          </>
        )}
      </Form>
    </section>
  )
}
