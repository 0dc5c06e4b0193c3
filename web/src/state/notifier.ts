/** Notifications of the page, while it is open. */
import type { WireMessage } from '../../../src/protocols/api/wire.ts'
import type { PageWorker } from '../connection/worker.ts'
import { lineOf } from '../files/file-text.ts'
import type { Words } from '../words/words.ts'
import { deservesNotice } from './attention.ts'
import type { Chat } from './chat.ts'
import { pathOf, titleOf } from './own-channels.ts'
import type { Preferences } from './preferences.ts'
import { isQuiet } from './quiet-hours.ts'
import { isForMe } from './unread.ts'

interface Ports {
  readonly chat: Chat
  readonly preferences: Preferences
  readonly words: Words
  readonly worker: () => Promise<PageWorker>
  readonly go: (path: string) => void
}

export function notify(message: WireMessage, { chat, preferences, words, worker, go }: Ports): void {
  const self = chat.self.peek()
  const own = chat.channels.get(message.channel)
  if (self === null || own === undefined || !mayShow(preferences)) return
  const attention = {
    level: own.membership.level,
    isForMe: isForMe(own, message, self),
    isLooking: document.hasFocus() && chat.current.peek() === message.channel,
    isQuiet: isQuiet(chat.notifications.peek().quiet, new Date()),
  }
  if (!deservesNotice(attention)) return
  const title = titleOf(own.channel, self.id)
  const author = message.author.name
  const shown: Shown = {
    title: own.channel.kind === 'direct' ? author : `${author} (${title})`,
    options: { body: lineOf(message, words).slice(0, 200), icon: '/icon.svg', tag: message.channel },
    path: pathOf(own.channel, self.id),
  }
  try {
    showHere(shown, go)
  } catch {
    void showByWorker(shown, worker)
  }
}

interface Shown {
  readonly title: string
  readonly options: NotificationOptions
  /** Where a click leads. */
  readonly path: string
}

/** Throws on phones, where only a worker may show one. */
function showHere({ title, options, path }: Shown, go: (path: string) => void): void {
  const notice = new Notification(title, options)
  notice.addEventListener('click', () => {
    window.focus()
    go(path)
    notice.close()
  })
}

async function showByWorker(
  { title, options, path }: Shown,
  worker: () => Promise<PageWorker>,
): Promise<void> {
  const registration = await (await worker()).registration
  await registration?.showNotification(title, { ...options, data: { path } })
}

/** A browser that is called shows what calls it. */
function mayShow({ notify, pushFor }: Preferences): boolean {
  return (
    notify.peek() &&
    pushFor.peek() === null &&
    'Notification' in window &&
    Notification.permission === 'granted'
  )
}
