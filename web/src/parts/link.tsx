/** A link to a place of this client: the page stays, the address changes, and a new tab works too. */
import type { ComponentChildren } from 'preact'
import { useApp } from '../state/app.ts'
import { isPlainClick } from '../state/router.ts'

interface LinkProps {
  readonly to: string
  readonly class?: string
  readonly label?: string
  /** Whether it leads to where one is. */
  readonly current?: boolean
  readonly onGo?: () => void
  readonly children: ComponentChildren
}

export function Link({ to, class: look = '', label, current = false, onGo, children }: LinkProps) {
  const app = useApp()
  return (
    <a
      href={to}
      class={look}
      {...(label === undefined ? {} : { 'aria-label': label, title: label })}
      {...(current ? { 'aria-current': 'page' } : {})}
      onClick={(event) => {
        if (!isPlainClick(event)) return
        event.preventDefault()
        app.go(to)
        onGo?.()
      }}
    >
      {children}
    </a>
  )
}
