/** What the rest of this folder needs of push services: a call to one browser, and what became of it. */
import type { PushNote, PushSubscription } from '../../core/types.ts'

export interface PushCall {
  readonly subscription: PushSubscription
  readonly note: PushNote
  /** A newer call of the same topic takes the place of one that has not arrived. */
  readonly topic: string
  readonly isUrgent: boolean
}

/** `later`: with how many milliseconds the service wants to be left alone, where it says so. */
export type PushAnswer =
  | { readonly is: 'sent' }
  | { readonly is: 'gone' }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'later'; readonly why: string; readonly afterMs: number | null }

export interface PushService {
  /** Never rejects; takes ten seconds at most. */
  send(call: PushCall): Promise<PushAnswer>
  close(): void
}
