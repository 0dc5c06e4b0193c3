/** What is offered while one types. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complete, completingAt, rank, type Candidate } from '../../../web/src/composer/completion.ts'
import { seeded } from '../../support/seed.ts'

const named = (name: string, also?: string): Candidate => ({
  name,
  text: name,
  ...(also === undefined ? {} : { also }),
})

describe('completion', () => {
  test.each([
    ['hi @an', { kind: 'person', from: 3, until: 6, typed: 'an' }],
    ['@', { kind: 'person', from: 0, until: 1, typed: '' }],
    ['see (#gen', { kind: 'channel', from: 5, until: 9, typed: 'gen' }],
    ['ok :smi', { kind: 'emoji', from: 3, until: 7, typed: 'smi' }],
    ['/top', { kind: 'command', from: 0, until: 4, typed: 'top' }],
    ['/', { kind: 'command', from: 0, until: 1, typed: '' }],
    ['ann@exam', null],
    ['a :D', null],
    ['at 12:30', null],
    ['//top', null],
    ['/topic te', null],
    ['hello', null],
    ['', null],
  ])('in %j finds %j', (text, found) => {
    expect(completingAt(text, text.length)).toEqual(found)
  })

  test('looks at the word before the caret, not at the end', () => {
    expect(completingAt('@an and more', 3)).toEqual({ kind: 'person', from: 0, until: 3, typed: 'an' })
  })

  test('offers beginnings before middles before scattered letters', () => {
    const names = ['joanna', 'ann', 'dan-ann', 'anna', 'alan', 'bob']
    expect(
      rank(
        names.map((name) => named(name)),
        'ann',
      ).map(({ name }) => name),
    ).toEqual(['ann', 'anna', 'dan-ann', 'joanna'])
    expect(rank([named('moderator')], 'mdr')).toHaveLength(1)
    expect(rank([named('x', 'José Díaz')], 'diaz')).toHaveLength(1)
    expect(rank([named('José')], 'jose')).toHaveLength(1)
  })

  test('offers no more than asked for, in the given order where nothing else speaks', () => {
    const many = Array.from({ length: 5000 }, (_, index) => named(`user${index}`))
    expect(rank(many, '').map(({ name }) => name)).toEqual(many.slice(0, 8).map(({ name }) => name))
  })

  test('replaces the word and leaves the rest', () => {
    const completing = completingAt('hi @an there', 6)
    expect(completing).not.toBeNull()
    if (completing === null) return
    expect(complete('hi @an there', completing, { name: 'ann', text: '@ann' })).toEqual({
      text: 'hi @ann there',
      caret: 8,
    })
  })

  test('never throws, and never touches what is not the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (before, after) => {
        const completing = completingAt(before + after, before.length)
        if (completing === null) return
        const { text } = complete(before + after, completing, { name: 'x', text: '@x' })
        expect(text.startsWith(before.slice(0, completing.from))).toBe(true)
        expect(text.endsWith(after)).toBe(true)
        expect(rank([named('x')], completing.typed).length).toBeLessThanOrEqual(1)
      }),
      seeded('completion'),
    )
  })
})
