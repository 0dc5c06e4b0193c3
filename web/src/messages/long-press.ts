/** A finger that rests on something: the touch screen's way to a context menu. */
import { useRef } from 'preact/hooks'

const restsFor = 450

export interface PressEvents {
  readonly onPointerDown: (event: PointerEvent) => void
  readonly onPointerUp: () => void
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerCancel: () => void
}

export function useLongPress(pressed: () => void): PressEvents {
  const pressing = useRef<{ timer: number; x: number; y: number } | null>(null)
  const end = (): void => {
    if (pressing.current !== null) clearTimeout(pressing.current.timer)
    pressing.current = null
  }
  return {
    onPointerDown(event) {
      end()
      if (event.pointerType !== 'touch') return
      if (event.target instanceof Element && event.target.closest('a, button, input, pre') !== null) return
      const timer = window.setTimeout(pressed, restsFor)
      pressing.current = { timer, x: event.clientX, y: event.clientY }
    },
    onPointerMove(event) {
      const { x, y } = pressing.current ?? { x: event.clientX, y: event.clientY }
      if (Math.hypot(event.clientX - x, event.clientY - y) > 10) end()
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}
