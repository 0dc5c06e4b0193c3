/** Times as people read them, in their language and clock. */
import type { TimeFormat } from '../state/preferences.ts'
import type { Language } from './words.ts'

export interface Clockwork {
  readonly language: Language
  readonly timeFormat: TimeFormat
}

export function hours(timeFormat: TimeFormat): Intl.DateTimeFormatOptions {
  if (timeFormat === 'auto') return {}
  return timeFormat === '24' ? { hourCycle: 'h23' } : { hour12: true }
}

/** The reader's own region decides how `auto` looks: English as written in Dublin has 24 hours. */
export function localeFor(language: Language): string {
  const own = globalThis.navigator?.languages?.find((tag) => tag.toLowerCase().startsWith(language))
  return own ?? language
}

export function dateOf(at: number, { language }: Clockwork): string {
  return new Intl.DateTimeFormat(localeFor(language), { dateStyle: 'full' }).format(at)
}

export function dateAndTimeOf(at: number, { language, timeFormat }: Clockwork): string {
  const options = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  return new Intl.DateTimeFormat(localeFor(language), { ...options, ...hours(timeFormat) }).format(at)
}

const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const

/** `3 hours ago`. */
export function agoOf(at: number, now: number, language: Language): string {
  const seconds = Math.max(0, (now - at) / 1000)
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const step = steps.find((each) => seconds >= each.seconds)
  return step === undefined
    ? format.format(0, 'second')
    : format.format(-Math.floor(seconds / step.seconds), step.unit)
}

/** `2 hours`, `45 seconds`: the largest unit that fits, rounded up so that nobody comes back too early. */
export function spanOf(seconds: number, language: Language): string {
  const step = steps.find((each) => seconds >= each.seconds) ?? { unit: 'second', seconds: 1 }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: step.unit,
    unitDisplay: 'long',
  }).format(Math.ceil(seconds / step.seconds))
}
