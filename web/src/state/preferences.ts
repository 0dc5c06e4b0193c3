/** What a person has chosen for this device: looks, language, times, notifications. Kept in the browser. */
import { effect, signal, type Signal } from '@preact/signals'
import { languageOf, type Language } from '../words/words.ts'

export type Theme = 'system' | 'light' | 'dark'
export type TimeFormat = 'auto' | '12' | '24'

interface Kept {
  readonly theme: Theme
  readonly language: Language | 'auto'
  readonly timeFormat: TimeFormat
  readonly motion: 'system' | 'reduced'
  readonly notify: boolean
  /** The user for whom this browser is called when it is closed. */
  readonly pushFor: string | null
}

const defaults: Kept = {
  theme: 'system',
  language: 'auto',
  timeFormat: 'auto',
  motion: 'system',
  notify: false,
  pushFor: null,
}

export type Preferences = { readonly [K in keyof Kept]: Signal<Kept[K]> }

const key = 'parlance'

export function createPreferences(storage: Storage): Preferences {
  const kept = { ...defaults, ...read(storage) }
  const preferences: Preferences = {
    theme: signal(kept.theme),
    language: signal(kept.language),
    timeFormat: signal(kept.timeFormat),
    motion: signal(kept.motion),
    notify: signal(kept.notify),
    pushFor: signal(kept.pushFor),
  }
  effect(() => {
    const values = Object.entries(preferences).map(([name, { value }]) => [name, value])
    try {
      storage.setItem(key, JSON.stringify(Object.fromEntries(values)))
    } catch {
      // A browser that keeps nothing: the choice holds while the page does.
    }
  })
  return preferences
}

function read(storage: Storage): Partial<Kept> {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    // Written by this file; what is not there has its default.
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

export function chosenLanguage(language: Language | 'auto', preferred: readonly string[]): Language {
  return language === 'auto' ? languageOf(preferred) : language
}

/** Looks that the styles read from the root of the page. */
export function showPreferences({ theme, motion }: Preferences, root: HTMLElement): void {
  effect(() => {
    if (theme.value === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme.value
    if (motion.value === 'reduced') root.dataset['motion'] = 'reduced'
    else delete root.dataset['motion']
  })
}
