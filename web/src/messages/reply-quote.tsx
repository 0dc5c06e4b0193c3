/** What a message answers: its beginning, with the way to it. */
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { firstFrom } from '../state/positions.ts'
import type { LogParts } from './log-parts.ts'
import { spokenOf } from './spoken.ts'
import './reply-quote.css'

interface Quoted {
  /** The id of the message that is answered. */
  readonly to: string
  /** The message that answers. */
  readonly before: ShownMessage
  readonly log: LogParts
}

export function ReplyQuote({ to, before, log }: Quoted) {
  const { t } = useWords()
  const answered = findAnswered(log.view.messages.value, to, before)
  return (
    <button type="button" class="reply-quote" dir="auto" onClick={() => log.showMessage(to)}>
      {answered === null ? (
        t('message.earlier')
      ) : (
        <>
          <strong>{answered.author.name}</strong>{' '}
          {answered.deletedAt === null ? spokenOf(answered, log).slice(0, 200) : t('message.deleted')}
        </>
      )}
    </button>
  )
}

/** Looked for backwards from the answer: what is answered was nearly always said just before. */
function findAnswered(
  messages: readonly ShownMessage[],
  id: string,
  before: ShownMessage,
): ShownMessage | null {
  const end = before.pending === undefined ? firstFrom(messages, before.position) : messages.length - 1
  for (let at = Math.min(end, messages.length - 1); at >= 0; at--) {
    const message = messages[at]
    if (message?.id === id) return message
  }
  return null
}
