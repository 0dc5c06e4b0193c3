/** What is written in a channel and not sent: a signal that is on this device's disk with every key, whatever becomes of the page. */
import { effect, signal, type Signal } from '@preact/signals'

const prefix = 'parlance.draft.'

/** `key`: whose draft, for which channel. Written at once and not later: a page that is closed has no later. */
export function createDraft(shelf: Storage, key: string): Signal<string> {
  const draft = signal(read(shelf, prefix + key))
  effect(() => write(shelf, prefix + key, draft.value))
  return draft
}

function read(shelf: Storage, key: string): string {
  try {
    return shelf.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** A draft that cannot be kept is still there while the page is. */
function write(shelf: Storage, key: string, text: string): void {
  try {
    if (text === '') shelf.removeItem(key)
    else shelf.setItem(key, text)
  } catch {
    // Full, or not allowed.
  }
}

/** Whether a user has written something that is not sent. */
export function hasDrafts(shelf: Storage, user: string): boolean {
  return draftKeys(shelf, (of) => of === user).length > 0
}

/** Of those users. */
export function dropDrafts(shelf: Storage, of: (user: string) => boolean): void {
  for (const key of draftKeys(shelf, of)) shelf.removeItem(key)
}

function draftKeys(shelf: Storage, of: (user: string) => boolean): readonly string[] {
  const keys = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '')
  return keys.filter((key) => {
    const [user = ''] = key.slice(prefix.length).split('/')
    return key.startsWith(prefix) && of(user)
  })
}
