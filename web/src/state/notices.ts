/** What the page has to tell besides messages: bars that stay while they are true, and lines that go by themselves. */
import { signal, type ReadonlySignal } from '@preact/signals'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly kind: 'plain' | 'error'
}

export interface Announcement {
  readonly text: string
  readonly by: string
}

export interface Shutdown {
  /** When, in milliseconds since 1970. */
  readonly at: number
  readonly reason: string | null
}

const toastTime = 6000

export class Notices {
  readonly #toasts = signal<readonly Toast[]>([])
  readonly announcement = signal<Announcement | null>(null)
  readonly shutdown = signal<Shutdown | null>(null)
  #next = 1

  get toasts(): ReadonlySignal<readonly Toast[]> {
    return this.#toasts
  }

  say(text: string, kind: Toast['kind'] = 'plain'): void {
    if (text === '') return
    const toast = { id: this.#next++, text, kind }
    this.#toasts.value = [...this.#toasts.value.filter((other) => other.text !== text), toast].slice(-4)
    setTimeout(() => this.dismiss(toast.id), toastTime)
  }

  dismiss(id: number): void {
    this.#toasts.value = this.#toasts.value.filter((toast) => toast.id !== id)
  }
}
