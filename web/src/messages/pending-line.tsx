/** Under a message of one's own that the server does not have yet. */
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { lazily } from '../parts/lazily.tsx'
import type { LogParts } from './log-parts.ts'
import './pending-line.css'

const ComingFiles = lazily(async () => (await import('../bringing/coming-files.tsx')).ComingFiles)

export function PendingLine({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t } = useWords()
  const { clientTag, lacks = false } = message
  if (message.pending === 'sending')
    return (
      <>
        {message.coming !== undefined && <ComingFiles coming={message.coming} view={log.view} />}
        <p class="pending-line">{t('message.sending')}</p>
      </>
    )
  return (
    <p class="pending-line pending-line_failed">
      {message.failure ?? t('message.not-sent')}
      {clientTag !== undefined && (
        <>
          {' '}
          <button
            type="button"
            onClick={() => (lacks ? log.view.sendWithout(clientTag) : log.view.retry(clientTag))}
          >
            {t(lacks ? 'message.send-without' : 'message.retry')}
          </button>{' '}
          <button type="button" onClick={() => log.view.discard(clientTag)}>
            {t('message.discard')}
          </button>
        </>
      )}
    </p>
  )
}
