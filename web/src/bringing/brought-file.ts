/** A file that somebody has chosen to send, wherever it is on its way. */
import type { ReadonlySignal } from '@preact/signals'

/** `new`: it is being looked whether there is room for it. `offline`: it goes on by itself. */
export type Way =
  | { readonly is: 'new' | 'waiting' | 'coming' | 'paused' | 'offline' }
  | { readonly is: 'done'; readonly upload: string }
  | { readonly is: 'failed'; readonly problem: string; readonly mayRetry: boolean }

export interface BroughtFile {
  readonly key: string
  readonly name: string
  readonly size: number
  /** As the browser calls it by its name; empty: it does not know. */
  readonly type: string
  /** A picture, as this browser has it already: an address of the page itself. */
  readonly picture: string | null
  readonly way: ReadonlySignal<Way>
  /** Bytes. */
  readonly sent: ReadonlySignal<number>
  /** Nothing of it is sent. */
  refuse(problem: string): void
  /** It goes when its turn comes; one that is paused goes on. */
  wait(): void
  start(): void
  pause(): void
  retry(): void
  /** Nothing of it gets through: if nothing has moved since `before`, it is taken for lost on the way. */
  interrupt(before: number): void
  /** After an interruption. */
  goOn(): void
  /** Nobody wants it any more. */
  cancel(): void
  /** It is not shown any more. */
  release(): void
}
