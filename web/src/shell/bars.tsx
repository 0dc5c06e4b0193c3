/** Calm bars on top: no connection, a shutdown that was warned of, an announcement. */
import { X } from 'lucide'
import { Button, IconButton } from '../parts/button.tsx'
import { useNow } from '../parts/use-now.ts'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import type { Shutdown } from '../state/notices.ts'
import { spanOf } from '../words/times.ts'
import './bars.css'

export function Bars() {
  return (
    <div class="bars" role="status" aria-live="polite">
      <ConnectionBar />
      <ShutdownBar />
      <AnnouncementBar />
      <FirstBar />
      <UpdateBar />
    </div>
  )
}

function ConnectionBar() {
  const { connection } = useClient()
  const { t } = useWords()
  const { is } = connection.state.value
  if (is !== 'waiting' && is !== 'connecting') return null
  return <p class="bar bar--warning bar--late">{t(is === 'waiting' ? 'bar.waiting' : 'bar.connecting')}</p>
}

function ShutdownBar() {
  const { notices } = useClient()
  const shutdown = notices.shutdown.value
  return shutdown === null ? null : <Countdown shutdown={shutdown} />
}

function Countdown({ shutdown: { at, reason } }: { readonly shutdown: Shutdown }) {
  const { t, language } = useWords()
  const left = Math.ceil((at - useNow(1000)) / 1000)
  const because = reason === null ? '' : `: ${reason}`
  const text =
    left > 0
      ? t('bar.shutdown', { span: spanOf(left, language), reason: because })
      : t('bar.shutdown-now', { reason: because })
  return <p class="bar bar--warning">{text}</p>
}

/** The role is given at the console only: until it is, whoever came first is told how. */
function FirstBar() {
  const { isFirst, self } = useClient()
  const { t } = useWords()
  const user = self.value
  if (!isFirst.value || user === null || user.role !== 'none') return null
  const dismiss = () => {
    isFirst.value = false
  }
  return (
    <div class="bar bar--announcement">
      <p>
        {t('bar.first', { name: user.name })}{' '}
        <code class="bar__code">npx parlance admin grant {user.name} admin</code>
      </p>
      <IconButton icon={X} label={t('bar.dismiss')} onClick={dismiss} />
    </div>
  )
}

function AnnouncementBar() {
  const { notices } = useClient()
  const { t } = useWords()
  const announcement = notices.announcement.value
  if (announcement === null) return null
  const dismiss = () => {
    notices.announcement.value = null
  }
  return (
    <div class="bar bar--announcement">
      <p>{t('bar.announcement', { by: announcement.by, text: announcement.text })}</p>
      <IconButton icon={X} label={t('bar.dismiss')} onClick={dismiss} />
    </div>
  )
}

/** Nothing changes under somebody who writes: they say when. */
function UpdateBar() {
  const client = useClient()
  const { t } = useWords()
  if (!client.hasNews.value) return null
  return (
    <div class="bar">
      <p>{t('bar.update')}</p>
      <Button onClick={() => void client.worker().then((worker) => worker.takeOver())}>
        {t('bar.reload')}
      </Button>
    </div>
  )
}
