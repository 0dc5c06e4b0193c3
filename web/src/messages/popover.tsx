/** Something that lies over the page beside what it belongs to, and goes when one presses elsewhere, or Escape. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import './popover.css'

type Placed = Pick<Element, 'getBoundingClientRect'>

interface Shown {
  /** What it stands beside, and what opens and closes it; the element around it, unless given. */
  readonly beside?: { readonly current: Placed | null }
  readonly label: string
  readonly role: 'dialog' | 'menu'
  readonly onClose: () => void
  readonly children: ComponentChildren
}

export function Popover({ beside, label, role, onClose, children }: Shown) {
  const ref = useRef<HTMLDivElement>(null)
  const closed = useRef(onClose)
  closed.current = onClose
  useLayoutEffect(() => {
    const element = ref.current
    const anchor = beside?.current ?? element?.parentElement
    if (element === null || anchor == null) return
    const before = document.activeElement
    element.showPopover()
    const endings = [
      followAnchor(element, anchor),
      closeElsewhere(element, beside?.current ?? null, () => closed.current()),
    ]
    return () => {
      for (const end of endings) end()
      if (before instanceof HTMLElement && before.isConnected && !hasMoved(before))
        before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div ref={ref} class="popover" popover="manual" role={role} aria-label={label}>
      {children}
    </div>
  )
}

/** What it holds may come later and make it larger; then it is placed anew. */
function followAnchor(element: HTMLElement, anchor: Placed): () => void {
  const move = (): void => place(element, anchor.getBoundingClientRect())
  move()
  const sizes = new ResizeObserver(move)
  sizes.observe(element)
  return () => sizes.disconnect()
}

/**
 * The browser's own way (`popover="auto"`) closes on a finger's release too: also on the one whose long press has opened this. So it
 * is a press elsewhere that closes, other than one on what opens it, which does so itself.
 */
function closeElsewhere(element: HTMLElement, opener: Placed | null, close: () => void): () => void {
  const pressed = ({ target }: PointerEvent): void => {
    const isOwn = opener instanceof Node && target instanceof Node && opener.contains(target)
    if (target instanceof Node && !element.contains(target) && !isOwn) close()
  }
  const escaped = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    close()
  }
  document.addEventListener('pointerdown', pressed, { capture: true })
  document.addEventListener('keydown', escaped, { capture: true })
  return () => {
    document.removeEventListener('pointerdown', pressed, { capture: true })
    document.removeEventListener('keydown', escaped, { capture: true })
  }
}

/** Whether the keyboard has gone on to something else of the page by itself. */
function hasMoved(before: Element): boolean {
  const now = document.activeElement
  return (
    now !== null &&
    now !== document.body &&
    now !== before &&
    now.isConnected &&
    now.closest('.popover') === null
  )
}

/** Below at the end, else above, always within the window. */
function place(element: HTMLElement, { top, bottom, left, right }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element
  const isRightToLeft = getComputedStyle(element).direction === 'rtl'
  const wantedLeft = isRightToLeft ? left + 16 : right - width - 16
  const fitsBelow = bottom + height + 8 <= innerHeight
  const wantedTop = fitsBelow ? Math.max(8, bottom - 4) : top - height + 4
  element.style.left = `${Math.max(8, Math.min(wantedLeft, innerWidth - width - 8))}px`
  element.style.top = `${Math.max(8, Math.min(wantedTop, innerHeight - height - 8))}px`
}
