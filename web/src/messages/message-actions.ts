/** What can be done with a message, by whom, and how. The toolbar, the menu and the keys all read this table. */
import { Copy, Link, Pencil, Pin, PinOff, Reply, SmilePlus, Trash2, type IconNode } from 'lucide'
import { beginEdit, beginReply } from '../composer/writing.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { copyText } from '../parts/copy-text.ts'
import type { LogParts } from './log-parts.ts'

export interface MessageAction {
  readonly name: 'react' | 'reply' | 'edit' | 'pin' | 'unpin' | 'copy-text' | 'copy-link' | 'delete'
  readonly icon: IconNode
  /** The key that does it while the message has the keyboard. */
  readonly key: string | null
  readonly may: (message: ShownMessage, log: LogParts) => boolean
  readonly run: (message: ShownMessage, log: LogParts) => void
}

export const messageActions: readonly MessageAction[] = [
  {
    name: 'react',
    icon: SmilePlus,
    key: '+',
    may: (_, { view }) => view.mayWrite.value.ok,
    run: ({ id }, { opened }) => (opened.value = { id, what: 'reactions' }),
  },
  {
    name: 'reply',
    icon: Reply,
    key: 'r',
    may: (_, { view }) => view.mayWrite.value.ok,
    run: (message, { view }) => beginReply(view, message),
  },
  {
    name: 'edit',
    icon: Pencil,
    key: 'e',
    may: (message, log) => isOwn(message, log) && message.kind !== 'topic' && log.view.mayWrite.value.ok,
    run: (message, { view }) => beginEdit(view, message),
  },
  {
    name: 'pin',
    icon: Pin,
    key: 'p',
    may: ({ id }, { view }) => view.mayModerate.value && !view.pins.value.has(id),
    run: ({ id }, log) => log.attempt(log.view.pin(id, true)),
  },
  {
    name: 'unpin',
    icon: PinOff,
    key: 'p',
    may: ({ id }, { view }) => view.mayModerate.value && view.pins.value.has(id),
    run: ({ id }, log) => log.attempt(log.view.pin(id, false)),
  },
  {
    name: 'copy-text',
    icon: Copy,
    key: 'c',
    may: ({ text }) => text !== '',
    run: ({ text }, { app }) => void copyText(text, app),
  },
  {
    name: 'copy-link',
    icon: Link,
    key: null,
    may: (_, { view }) => view.ref.kind !== 'direct',
    run: ({ id }, { app, view }) =>
      void copyText(
        `${location.origin}/c/${encodeURIComponent(view.ref.name)}/${encodeURIComponent(id)}`,
        app,
      ),
  },
  {
    name: 'delete',
    icon: Trash2,
    key: 'Delete',
    may: (message, log) =>
      isOwn(message, log) || (log.view.mayModerate.value && log.view.ref.kind !== 'direct'),
    run: ({ id }, { opened }) => (opened.value = { id, what: 'delete' }),
  },
]

export function actionsFor(message: ShownMessage, log: LogParts): readonly MessageAction[] {
  if (message.pending !== undefined || message.deletedAt !== null) return []
  return messageActions.filter(({ may }) => may(message, log))
}

function isOwn({ author }: ShownMessage, { view }: LogParts): boolean {
  return author.id === view.self.id
}
