/** Signs by name. */
import { describe, expect, test } from 'vitest'
import { createAllEmoji } from '../../../web/src/emoji/all-emoji.ts'
import { createEmojiBook, isOnlyEmoji, withSigns } from '../../../web/src/emoji/emoji-book.ts'
import { findEmoji } from '../../../web/src/emoji/find-emoji.ts'
import { noteEmoji, recentEmoji } from '../../../web/src/emoji/recent.ts'
import { shortNames } from '../../../web/src/emoji/short-names.ts'

const all = createAllEmoji()

const found = (typed: string): readonly string[] =>
  findEmoji(all, [], typed).flatMap(({ emoji }) => emoji.map(({ sign }) => sign))

describe('emoji', () => {
  test('every short name stands for one sign', () => {
    for (const sign of Object.values(shortNames)) expect(sign).toMatch(/^\p{RGI_Emoji}$/v)
  })

  test('names in what is sent become signs, except in code', () => {
    const book = createEmojiBook()
    const signOf = (name: string) => book.signOf(name)
    expect(withSigns('well done :tada: :no_such_sign: `:tada:`\n```\n:tada:\n```', signOf)).toBe(
      'well done 🎉 :no_such_sign: `:tada:`\n```\n:tada:\n```',
    )
    expect(withSigns('at 12:100:30 http://a.b/:100:', signOf)).toBe('at 12:100:30 http://a.b/:100:')
    expect(withSigns(':constructor: :+1:', signOf)).toBe(':constructor: 👍')
  })

  test.each([
    ['👍', true],
    ['🎉 🎉🎉', true],
    ['🇩🇪', true],
    ['👩‍👩‍👧‍👦', true],
    ['1', false],
    ['👍 ok', false],
    ['👍👍👍👍', false],
    ['', false],
  ])('%j is only emoji: %j', (text, is) => {
    expect(isOnlyEmoji(text)).toBe(is)
  })

  test('the picker finds by name, by words and by short names, the nearest first', () => {
    expect(found('rocket')[0]).toBe('🚀')
    expect(found('tada')).toContain('🎉')
    expect(found(':grinning f')).toContain('😀')
    expect(found('no such sign')).toEqual([])
  })

  test('without a word it shows those used last, then every group', () => {
    const groups = findEmoji(all, ['🚀'], '')
    expect(groups.map(({ slug }) => slug).slice(0, 2)).toEqual(['recent', 'smileys_emotion'])
    expect(groups).toHaveLength(10)
    expect(findEmoji(null, ['🚀'], '')).toHaveLength(1)
  })

  test('those used last are remembered, whatever stands in the storage', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    }
    noteEmoji(storage, '🚀')
    noteEmoji(storage, '🎉')
    expect(recentEmoji(storage).slice(0, 2)).toEqual(['🎉', '🚀'])
    for (const broken of ['{', '[1, "<script>", null]', '"x"', 'null']) {
      const [first] = recentEmoji({ getItem: () => broken })
      expect(first).toBe('👍')
    }
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(() => noteEmoji(full, '🚀')).not.toThrow()
  })
})
