/** Whether something has the pointer over it or the keyboard within it. */
import { useSignal } from '@preact/signals'

export interface Near {
  readonly is: boolean
  readonly events: {
    readonly onPointerEnter: (event: PointerEvent) => void
    readonly onPointerLeave: () => void
    readonly onFocusIn: () => void
    readonly onFocusOut: (event: FocusEvent) => void
  }
}

export function useNear(): Near {
  const pointed = useSignal(false)
  const focused = useSignal(false)
  return {
    is: pointed.value || focused.value,
    events: {
      onPointerEnter: (event) => (pointed.value = event.pointerType !== 'touch'),
      onPointerLeave: () => (pointed.value = false),
      onFocusIn: () => (focused.value = true),
      // Moving about within is not leaving: what is drawn anew between the two events would be gone before its click.
      onFocusOut({ currentTarget, relatedTarget }) {
        const stays =
          currentTarget instanceof Node &&
          relatedTarget instanceof Node &&
          currentTarget.contains(relatedTarget)
        if (!stays) focused.value = false
      },
    },
  }
}
