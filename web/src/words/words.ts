/** Texts in the language of whoever reads: keys from the catalogues, with `{names}` filled in and plurals chosen. */
import { firstWords } from './first.ts'

/** Forms by what `Intl.PluralRules` calls the count: `one` and `other` are enough for the languages here. */
interface Plural {
  readonly one: string
  readonly other: string
}

export type Catalogue = Readonly<Record<string, string | Plural>>
export type FirstWords = typeof firstWords

/** What a translation has to hold: the same keys, plurals where the English has plurals. */
export type Translation<C extends Catalogue> = {
  readonly [K in keyof C]: C[K] extends string ? string : Plural
}

export type TextKey<C extends Catalogue = FirstWords> = Exclude<keyof C & string, PluralKey<C>>
type PluralKey<C extends Catalogue> = { [K in keyof C & string]: C[K] extends string ? never : K }[keyof C &
  string]
export type Fillings = Readonly<Record<string, string | number>>

export type Language = 'en' | 'fr'
export const languages = { en: 'English', fr: 'Français' } as const satisfies Record<Language, string>

export interface Words<C extends Catalogue = FirstWords> {
  readonly language: Language
  /** `t('dialog.close')`, `t('member.joined', { name })`. */
  readonly t: (key: TextKey<C>, fillings?: Fillings) => string
  /** A refusal by its code; null where the language has no words of its own for it. */
  readonly fault: (code: string, details: Readonly<Record<string, unknown>>) => string | null
  /** `n('unread.count', 3)`: `{count}` is filled with the number as the language writes it. */
  readonly n: (key: PluralKey<C>, count: number, fillings?: Fillings) => string
  /** The same with the texts of a part that was loaded later, given in English; translations have them already. */
  readonly with: <More extends Catalogue>(more: More) => Words<C & More>
}

export function createWords(
  language: Language,
  catalogue: Catalogue,
  faults: Readonly<Record<string, string>> = {},
): Words {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  const read = <C extends Catalogue>(more: Catalogue): Words<C> => {
    const formsOf = (key: string): Plural => {
      const found = catalogue[key] ?? more[key] ?? key
      return typeof found === 'string' ? { one: found, other: found } : found
    }
    return {
      language,
      t: (key, fillings = {}) => fill(formsOf(key).other, fillings),
      fault: (code, details) => {
        const phrase = Object.hasOwn(faults, code) ? faults[code] : undefined
        return phrase === undefined ? null : fill(phrase, fillingsOf(details))
      },
      n: (key, count, fillings = {}) => {
        const { one, other } = formsOf(key)
        const form = rules.select(count) === 'one' ? one : other
        return fill(form, { ...fillings, count: numbers.format(count) })
      },
      with: (added) => read({ ...more, ...added }),
    }
  }
  return read({})
}

export const englishWords: Words = createWords('en', firstWords)

/** English comes with the parts that are said in it; others are loaded whole when somebody reads them. */
export async function loadWords(language: Language): Promise<Words> {
  if (language === 'en') return englishWords
  const { fr, faults } = await import('./fr.ts')
  return createWords('fr', fr, faults)
}

/** The first of the reader's languages that there is. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0]
    if (base === 'en' || base === 'fr') return base
  }
  return 'en'
}

function fillingsOf(details: Readonly<Record<string, unknown>>): Fillings {
  const simple = Object.entries(details).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number' || Array.isArray(value),
  )
  return Object.fromEntries(
    simple.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  )
}

function fill(text: string, fillings: Fillings): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const filling = fillings[name]
    return filling === undefined ? whole : String(filling)
  })
}
