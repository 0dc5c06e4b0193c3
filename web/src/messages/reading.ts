/** How far somebody has read: what was seen in a page that is looked at. Told at most twice a second. */
import type { ChannelView } from '../state/channel-view.ts'

export interface Reading {
  /** The newest position that can be seen now. */
  seen(position: number): void
  end(): void
}

const every = 500

export function createReading(view: ChannelView): Reading {
  let furthest = 0
  let timer: number | null = null
  const tell = (): void => {
    timer = null
    if (document.visibilityState === 'visible' && furthest > view.readPosition.peek()) view.markRead(furthest)
  }
  const later = (): void => {
    timer ??= window.setTimeout(tell, every)
  }
  document.addEventListener('visibilitychange', later)
  return {
    seen(position) {
      if (position <= furthest && position <= view.readPosition.peek()) return
      furthest = Math.max(furthest, position)
      later()
    },
    end() {
      document.removeEventListener('visibilitychange', later)
      if (timer !== null) clearTimeout(timer)
      tell()
    },
  }
}
