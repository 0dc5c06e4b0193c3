/** The messages that people called the operators to, until somebody has seen to them. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireReport } from '../../../../src/protocols/api/wire.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { momentFor } from '../../state/wording.ts'
import { moderationWords } from '../../words/en/moderation.ts'

export function Reports() {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const reports = useSignal<readonly WireReport[] | null>(null)
  const load = async () => {
    reports.value = (await client.call('report.list', {})).reports
    client.chat.reports.value = reports.value.length
  }
  const isOpen = client.connection.state.value.is === 'open'
  const count = client.chat.reports.value
  useEffect(() => {
    if (isOpen) load().catch(client.complain)
  }, [isOpen, count])
  return (
    <section class="sections__part">
      {reports.value?.length === 0 && <p>{t('moderation.reports-none')}</p>}
      <ul>
        {reports.value?.map((report) => (
          <Row key={report.id} report={report} onChange={load} />
        ))}
      </ul>
    </section>
  )
}

function Row({ report, onChange }: { readonly report: WireReport; readonly onChange: () => Promise<void> }) {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const { id, author, by, text, reason, createdAt, channelName } = report
  const place =
    channelName === '' ? t('moderation.in-private') : t('moderation.in-channel', { channel: channelName })
  const { busy, problem, run } = useTask(async () => {
    await client.call('report.settle', { report: id })
    client.say(t('moderation.settled'))
    await onChange()
  })
  return (
    <li class="sections__row">
      <div class="sections__about">
        <blockquote class="sections__quote">{text}</blockquote>
        {reason !== null && <p>{reason}</p>}
        <small>
          {t('moderation.report', { author: author.name, by: by.name, at: momentFor(client, createdAt) })},{' '}
          {place}
        </small>
        {problem !== '' && <p role="alert">{problem}</p>}
      </div>
      <Button onClick={() => client.showPerson(author.name)}>{author.name}</Button>
      <Button disabled={busy} onClick={() => void run()}>
        {t('moderation.settle')}
      </Button>
    </li>
  )
}
