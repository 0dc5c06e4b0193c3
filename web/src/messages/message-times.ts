/** Times as the log writes them, in the reader's language. */
import type { TimeFormat } from '../state/preferences.ts'
import { hours, localeFor } from '../words/times.ts'
import type { Language } from '../words/words.ts'

export interface MessageTimes {
  /** 14:03 */
  clock(at: number): string
  /** Saturday, 28 November 2026 */
  day(at: number): string
  full(at: number): string
}

/** Making a formatter is dear, using it is not: one set is made for each language. */
export function createMessageTimes(language: Language, format: TimeFormat): MessageTimes {
  const locale = localeFor(language)
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...hours(format) })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  return {
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    full: (at) => `${day.format(at)}, ${clock.format(at)}`,
  }
}
