/** The signs a message was answered with; a click adds one's own or takes it back. */
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import type { LogParts } from './log-parts.ts'
import './reactions.css'

const mostNames = 12

export function Reactions({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t, n, language } = useWords()
  const list = new Intl.ListFormat(language)
  const mayWrite = log.view.mayWrite.value.ok
  return (
    <div class="reactions" role="group" aria-label={t('message.reactions')}>
      {message.reactions.map(({ reaction, users }) => {
        const isOwn = users.some(({ id }) => id === log.view.self.id)
        const named = users.slice(0, mostNames).map(({ name }) => name)
        const more = users.length - named.length
        const names = list.format(more > 0 ? [...named, n('message.more-people', more)] : named)
        return (
          <button
            key={reaction}
            type="button"
            class="reactions__one"
            aria-pressed={isOwn}
            disabled={!mayWrite}
            title={names}
            aria-label={`${reaction} ${n('message.reacted', users.length)}: ${names}`}
            onClick={() => toggleReaction(message, reaction, log)}
          >
            <span class="reactions__sign">{reaction}</span> {users.length}
          </button>
        )
      })}
    </div>
  )
}

export function toggleReaction(message: ShownMessage, sign: string, log: LogParts): void {
  const { view } = log
  const users = message.reactions.find(({ reaction }) => reaction === sign)?.users ?? []
  const isOwn = users.some(({ id }) => id === view.self.id)
  log.attempt(isOwn ? view.unreact(message.id, sign) : view.react(message.id, sign))
}
