/** The row of buttons over the message that has the pointer or the keyboard. */
import { Ellipsis } from 'lucide'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { Icon } from '../parts/icon.tsx'
import type { LogParts } from './log-parts.ts'
import { actionsFor } from './message-actions.ts'
import './message-tools.css'

/** The others are in the menu. */
const inReach: readonly string[] = ['react', 'reply', 'edit', 'delete']

export function MessageTools({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t } = useWords()
  const actions = actionsFor(message, log).filter(({ name }) => inReach.includes(name))
  return (
    <div class="message-tools" role="group" aria-label={t('message.actions')}>
      {actions.map(({ name, icon, key, run }) => (
        <button
          key={name}
          type="button"
          title={key === null ? t(`message.${name}`) : `${t(`message.${name}`)} (${key})`}
          aria-label={t(`message.${name}`)}
          onClick={() => run(message, log)}
        >
          <Icon node={icon} />
        </button>
      ))}
      <button
        type="button"
        title={t('message.more')}
        aria-label={t('message.more')}
        aria-haspopup="menu"
        onClick={() => (log.opened.value = { id: message.id, what: 'menu' })}
      >
        <Icon node={Ellipsis} />
      </button>
    </div>
  )
}
