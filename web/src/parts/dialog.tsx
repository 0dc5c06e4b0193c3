/** What lies over the page until it is closed: by its button, by Escape, or by a click beside it. */
import { X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import { IconButton } from './button.tsx'
import './dialog.css'

interface Shown {
  readonly title: string
  readonly look?: 'middle' | 'top' | 'drawer' | 'drawer-end'
  /** Whether the title is shown, not only heard. */
  readonly bare?: boolean
  readonly onClose: () => void
  readonly children: ComponentChildren
}

export function Dialog({ title, look = 'middle', bare = false, onClose, children }: Shown) {
  const ref = useRef<HTMLDialogElement>(null)
  const { t } = useWords()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      class={`dialog dialog--${look}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div class="dialog__body">
        {!bare && (
          <header class="dialog__head">
            <h2>{title}</h2>
            <IconButton icon={X} label={t('app.close')} onClick={onClose} />
          </header>
        )}
        {children}
      </div>
    </dialog>
  )
}
