/** What the state has to say, in the reader's words. */
import type { ReadonlySignal } from '@preact/signals'
import type { CallFault } from '../connection/calls.ts'
import { dateAndTimeOf } from '../words/times.ts'
import type { Words } from '../words/words.ts'
import type { Told } from './facts.ts'
import type { TimeFormat } from './preferences.ts'
import type { Hindrance, Mute } from './rights.ts'

export interface Reader {
  readonly words: ReadonlySignal<Words>
  readonly timeFormat: ReadonlySignal<TimeFormat>
}

export function momentFor({ words, timeFormat }: Reader, at: number): string {
  return dateAndTimeOf(at, { language: words.value.language, timeFormat: timeFormat.value })
}

export function wordFaultOf({ words }: Reader, { code, message, details }: CallFault): string {
  const { t, fault } = words.value
  const own = fault(code, details)
  if (own !== null) return own
  if (code === 'offline') return t('fault.offline')
  if (code === 'no-answer') return t('fault.no-answer')
  return message === '' ? t('fault.unknown', { code }) : capitalised(message)
}

/** The server's sentences begin small, to stand behind a mark. */
export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

export function wordHindranceOf(reader: Reader, why: Hindrance, mute: Mute | null): string {
  const { t } = reader.words.value
  if (why === 'archived') return t('write.archived')
  if (why === 'moderated') return t('write.moderated')
  if (why === 'accounts-only') return t('write.accounts-only')
  const reason = mute?.reason == null ? '' : `: ${mute.reason}`
  if (mute?.until == null) return t('write.muted', { reason })
  return t('write.muted-until', { until: momentFor(reader, mute.until), reason })
}

export function wordTold(reader: Reader, told: Exclude<Told, { is: 'kicked' | 'banned' }>): string {
  const { t } = reader.words.value
  if (told.is === 'reported') return t('told.reported', { by: told.by, author: told.author })
  const { channel, by } = told
  if (told.is === 'invited') return t('told.invited', { channel, by })
  return t('told.removed', { channel, by, reason: told.reason === null ? '' : `: ${told.reason}` })
}
