/** What a sound does while it is played, and what one can do with it. */
import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { quietenOthers } from './quieten-others.ts'

/** Seconds: as far as an arrow goes. */
const step = 5
const steps: Readonly<Record<string, number>> = {
  ArrowRight: step,
  ArrowUp: step,
  ArrowLeft: -step,
  ArrowDown: -step,
}

export interface SoundPlay {
  readonly element: RefObject<HTMLAudioElement | null>
  readonly isPlaying: boolean
  /** Seconds. */
  readonly at: number
  /** Seconds; 0: not known. */
  readonly length: number
  readonly toggle: () => void
  readonly seek: (seconds: number) => void
  /** Whether the key means something here. */
  readonly press: (key: string) => boolean
  /** For the element. */
  readonly heard: Readonly<Record<string, (event: { readonly currentTarget: HTMLAudioElement }) => void>>
}

/** `duration`: milliseconds, as the server found it; of what was just recorded the browser does not know it. */
export function useSound({ duration }: { readonly duration?: number | null }): SoundPlay {
  const element = useRef<HTMLAudioElement>(null)
  const isPlaying = useSignal(false)
  const at = useSignal(0)
  const found = useSignal(0)
  const length = duration == null ? found.value : duration / 1000

  const seek = (seconds: number): void => {
    const audio = element.current
    if (audio === null) return
    at.value = Math.min(length, Math.max(0, seconds))
    audio.currentTime = at.value
  }
  const toggle = (): void => {
    const audio = element.current
    if (audio?.paused === false) audio.pause()
    // Where it cannot be played the element tells that too.
    else void audio?.play().catch(() => undefined)
  }
  const press = (key: string): boolean => {
    if (key === ' ' || key === 'Enter') toggle()
    else if (steps[key] === undefined) return false
    else seek(at.peek() + steps[key])
    return true
  }
  const heard: SoundPlay['heard'] = {
    onPlay({ currentTarget }) {
      isPlaying.value = true
      quietenOthers(currentTarget)
    },
    onPause: () => (isPlaying.value = false),
    onTimeUpdate: ({ currentTarget }) => (at.value = currentTarget.currentTime),
    onDurationChange({ currentTarget }) {
      if (Number.isFinite(currentTarget.duration)) found.value = currentTarget.duration
    },
    onEnded({ currentTarget }) {
      currentTarget.currentTime = 0
      at.value = 0
    },
  }
  return { element, isPlaying: isPlaying.value, at: at.value, length, toggle, seek, press, heard }
}
