/** Marks around what is selected. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toggleMark } from '../../../web/src/composer/formatting.ts'
import { seeded } from '../../support/seed.ts'

test('puts marks around the selection, and the caret between them where nothing is selected', () => {
  expect(toggleMark({ text: 'a word b', from: 2, until: 6 }, '**')).toEqual({
    text: 'a **word** b',
    from: 4,
    until: 8,
  })
  expect(toggleMark({ text: 'a ', from: 2, until: 2 }, '`')).toEqual({ text: 'a ``', from: 3, until: 3 })
  expect(toggleMark({ text: ' word ', from: 0, until: 6 }, '_')).toEqual({
    text: ' _word_ ',
    from: 2,
    until: 6,
  })
})

test('takes marks away that are selected with it', () => {
  expect(toggleMark({ text: '**word**', from: 0, until: 8 }, '**')).toEqual({
    text: 'word',
    from: 0,
    until: 4,
  })
})

test('pressed twice it leaves everything as it was', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[a-z]+( [a-z]+)*$/), fc.string(), (before, word, after) => {
      fc.pre(!before.endsWith('*') && !after.startsWith('*'))
      const selected = {
        text: before + word + after,
        from: before.length,
        until: before.length + word.length,
      }
      expect(toggleMark(toggleMark(selected, '**'), '**')).toEqual(selected)
    }),
    seeded('formatting'),
  )
})
