/** Whether one may only read: as the server tells it, until it is lifted or its time is over, which the server does not tell. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Mute } from './rights.ts'

/** The longest a browser's timer counts. */
const longestTimer = 2 ** 31 - 1

export class OwnMute {
  readonly #mute = signal<Mute | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined

  get current(): ReadonlySignal<Mute | null> {
    return this.#mute
  }

  set(mute: Mute | null): void {
    clearTimeout(this.#timer)
    this.#mute.value = mute
    if (mute?.until == null) return
    const left = Math.max(0, mute.until - Date.now())
    this.#timer = setTimeout(() => this.set(left > longestTimer ? mute : null), Math.min(left, longestTimer))
  }
}
