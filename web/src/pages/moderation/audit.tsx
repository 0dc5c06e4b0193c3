/** What operators have done, newest first; for admins. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { WireAuditEntry } from '../../../../src/protocols/api/wire.ts'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { momentFor } from '../../state/wording.ts'
import { moderationWords } from '../../words/en/moderation.ts'

const most = 200

export function Audit() {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const entries = useSignal<readonly WireAuditEntry[] | null>(null)
  const isAdmin = client.self.value?.role === 'admin'
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (!isAdmin || !isOpen) return
    const load = async () => {
      entries.value = (await client.call('audit.list', { limit: most })).entries
    }
    load().catch(client.complain)
  }, [isAdmin, isOpen])
  if (!isAdmin) return <p>{t('moderation.admins')}</p>
  return (
    <section class="sections__part">
      {entries.value?.length === 0 && <p>{t('moderation.audit-none')}</p>}
      <ul>
        {entries.value?.map((entry) => (
          <Row key={`${entry.at} ${entry.action} ${entry.subject ?? ''}`} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

function Row({ entry }: { readonly entry: WireAuditEntry }) {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const { at, by, action, subject, reason, details } = entry
  return (
    <li class="sections__row">
      <div class="sections__about">
        <strong>{action}</strong> {subject !== null && <bdi>{subject}</bdi>}
        {reason !== null && <p>{reason}</p>}
        {details !== null && <p>{details}</p>}
        <small>{t('moderation.by', { by, at: momentFor(client, at) })}</small>
      </div>
    </li>
  )
}
