/** A dialog as large as the window, open as long as it is drawn. */
import { useLayoutEffect, useRef } from 'preact/hooks'

export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Not its first button: nobody means to save by pressing Enter.
    element?.focus()
    return () => element?.close()
  }, [])
  return dialog
}
