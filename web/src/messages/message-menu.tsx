/** Everything that can be done with a message, as a menu: behind the dots, and under a finger that rests on it. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { Icon } from '../parts/icon.tsx'
import type { LogParts } from './log-parts.ts'
import { actionsFor, type MessageAction } from './message-actions.ts'
import { Popover } from './popover.tsx'
import './message-menu.css'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

export function MessageMenu({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { t } = useWords()
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => ref.current?.querySelector('button')?.focus(), [])
  const close = (): void => {
    if (log.opened.value?.id === message.id && log.opened.value.what === 'menu') log.opened.value = null
  }
  const choose = ({ run }: MessageAction): void => {
    close()
    run(message, log)
  }
  return (
    <Popover role="menu" label={t('message.actions')} onClose={close}>
      <div ref={ref} class="message-menu" onKeyDown={move}>
        {actionsFor(message, log).map((action) => (
          <button key={action.name} type="button" role="menuitem" onClick={() => choose(action)}>
            <Icon node={action.icon} />
            <span>{t(`message.${action.name}`)}</span>
            {action.key !== null && <kbd aria-hidden="true">{action.key}</kbd>}
          </button>
        ))}
      </div>
    </Popover>
  )
}

function move(event: KeyboardEvent): void {
  const step = steps[event.key]
  event.stopPropagation()
  if (step === undefined || !(event.currentTarget instanceof Element)) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll('button')]
  const now = items.findIndex((item) => item === document.activeElement)
  items.at((now + step) % items.length)?.focus()
}
