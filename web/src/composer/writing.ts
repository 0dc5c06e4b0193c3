/** What the composer of a channel is about to do: answer a message, or change one. Shared by the log, which begins it, and the composer. */
import { signal, type Signal } from '@preact/signals'
import type { ChannelView, ShownMessage } from '../state/channel-view.ts'

export interface Writing {
  readonly replyTo: Signal<ShownMessage | null>
  readonly editing: Signal<ShownMessage | null>
  /** The new text of what is being changed; the draft stays as it is meanwhile. */
  readonly edited: Signal<string>
  /** Counts up each time the composer shall take the keyboard. */
  readonly wanted: Signal<number>
}

/** Lives and goes with its view. */
const writings = new WeakMap<ChannelView, Writing>()

export function writingOf(view: ChannelView): Writing {
  const known = writings.get(view)
  if (known !== undefined) return known
  const made: Writing = {
    replyTo: signal(null),
    editing: signal(null),
    edited: signal(''),
    wanted: signal(0),
  }
  writings.set(view, made)
  return made
}

export function beginReply(view: ChannelView, message: ShownMessage): void {
  const { replyTo, editing, wanted } = writingOf(view)
  editing.value = null
  replyTo.value = message
  wanted.value++
}

export function beginEdit(view: ChannelView, message: ShownMessage): void {
  const { replyTo, editing, edited, wanted } = writingOf(view)
  replyTo.value = null
  edited.value = message.text
  editing.value = message
  wanted.value++
}
