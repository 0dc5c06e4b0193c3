/** Puts a text onto the clipboard and tells how that went. */
import type { App } from '../state/app.ts'

export async function copyText(text: string, { say, words }: Pick<App, 'say' | 'words'>): Promise<void> {
  const { t } = words.peek()
  if (await isCopied(text)) say(t('message.copied'))
  else say(t('message.not-copied'), 'error')
}

/** Without TLS a browser offers no clipboard; the old way, by a selection, still works there. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return isCopiedBySelection(text)
  }
}

function isCopiedBySelection(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.className = 'unseen'
  field.value = text
  document.body.append(field)
  field.select()
  // oxlint-disable-next-line typescript/no-deprecated -- there is no other way without TLS
  const isDone = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  return isDone
}
