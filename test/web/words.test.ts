/** The catalogues agree with each other, and say things as their language does. */
import { describe, expect, test } from 'vitest'
import { en } from '../../web/src/words/en.ts'
import { settingsWords } from '../../web/src/words/en/settings.ts'
import { faults, fr } from '../../web/src/words/fr.ts'
import { spanOf } from '../../web/src/words/times.ts'
import { createWords, englishWords, languageOf } from '../../web/src/words/words.ts'

function gaps(text: unknown) {
  return [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
}

function gapsByKey(catalogue: Readonly<Record<string, unknown>>) {
  return Object.entries(catalogue).map(([key, text]) => [key, new Set(gaps(text))])
}

describe('words', () => {
  test('plurals are those of the language, numbers as it writes them', () => {
    expect(createWords('en', en).n('unread.count', 0)).toBe('0 unread messages')
    expect(createWords('fr', fr).n('unread.count', 0)).toBe('0 message non lu')
    expect(createWords('en', en).n('unread.count', 1)).toBe('1 unread message')
    expect(createWords('fr', fr).n('unread.count', 1200)).toMatch(/^1\s200 messages non lus$/u)
  })

  test('every text has the same gaps to be filled in both languages', () => {
    expect(gapsByKey(fr)).toEqual(gapsByKey(en))
  })

  test('a part that is loaded later brings its English texts; a translation has them already', () => {
    expect(englishWords.with(settingsWords).t('profile.display-name')).toBe('Display name')
    expect(englishWords.with(settingsWords).t('app.save')).toBe('Save')
    expect(createWords('fr', fr).with(settingsWords).t('profile.display-name')).toBe('Nom affiché')
    // @ts-expect-error -- whoever does not bring them cannot say them
    expect(englishWords.t('profile.display-name')).toBe('profile.display-name')
  })

  test('refusals are said in the reader’s language where it has words for them', () => {
    const words = createWords('fr', fr, faults)
    expect(words.fault('no-such-user', { name: 'jhon' })).toBe("Personne ne s'appelle jhon.")
    expect(words.fault('upload-type-refused', { type: 'text/plain', allowed: ['image/*', 'audio/*'] })).toBe(
      'C’est un fichier text/plain par son contenu ; seuls sont pris ici : image/*, audio/*.',
    )
    expect(words.fault('constructor', {})).toBe(null)
    expect(createWords('en', en).fault('no-such-user', { name: 'jhon' })).toBe(null)
  })

  test('the reader’s first language that there is', () => {
    expect(languageOf(['de-DE', 'fr-CA', 'en'])).toBe('fr')
    expect(languageOf(['ja'])).toBe('en')
  })

  test('spans are rounded up', () => {
    expect(spanOf(61, 'en')).toBe('2 minutes')
    expect(spanOf(59, 'en')).toBe('59 seconds')
    expect(spanOf(3600, 'en')).toBe('1 hour')
  })
})
