import { assert, constantFrom, oneof, property, string, stringMatching } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArguments, parseLine, type Shape } from '../../../src/protocols/console/grammar.ts'
import { verbs } from '../../../src/protocols/console/verbs.ts'

const given = (words: string[], number: number | null, text: string) => ({ words, number, text })
const kick = verbs['kick']?.arguments ?? {}

describe('a line of the console', () => {
  it.each([
    ['/kick john 60', { verb: 'kick', rest: 'john 60' }],
    ['kick john', { verb: 'kick', rest: 'john' }],
    ['  /KICK   John  ', { verb: 'kick', rest: 'John' }],
    ['/status', { verb: 'status', rest: '' }],
    ['/', { verb: '', rest: '' }],
    ['/kick\tjohn\nnow', { verb: 'kick', rest: 'john now' }],
    ['', null],
    ['   ', null],
  ])('%j', (line, request) => {
    expect(parseLine(line)).toEqual(request)
  })
})

describe('what stands after a verb', () => {
  it.each([
    ['john', given(['john'], null, '')],
    ['john 60', given(['john'], 60, '')],
    ['john 60 spam and more', given(['john'], 60, 'spam and more')],
    ['john sixty', given(['john'], null, 'sixty')],
    ['john 60s', given(['john'], null, '60s')],
    ['john "60 days is enough"', given(['john'], null, '60 days is enough')],
    ['john 0', given(['john'], 0, '')],
    ['john -5', given(['john'], -5, '')],
    ['john 1.5 x', given(['john'], 1.5, 'x')],
    ['"john smith" 5', given(['john smith'], 5, '')],
    ['john he said "no" twice', given(['john'], null, 'he said "no" twice')],
    ['john "a" and "b"', given(['john'], null, '"a" and "b"')],
    ['"john', given(['john'], null, '')],
  ])('kick %s', (rest, expected) => {
    expect(parseArguments(kick, rest)).toEqual(expected)
  })

  it.each<[Shape, string, string]>([
    [kick, '', 'a name is missing'],
    [kick, '""', 'a name is missing'],
    [{ words: ['a name', 'the role'] }, 'john', 'the role is missing'],
    [{ words: ['a name'] }, 'john and paul', '"and paul" is more than this command takes'],
    [{}, 'x', '"x" is more than this command takes'],
    [{ number: true }, 'x', '"x" is more than this command takes'],
    [{ optionalWord: true }, 'one two', '"two" is more than this command takes'],
    [{ text: { required: 'the text' } }, '', 'the text is missing'],
    [{ text: { required: 'the text' } }, '""', 'the text is missing'],
  ])('%j refuses %j', (shape, rest, problem) => {
    expect(parseArguments(shape, rest)).toEqual({ problem })
  })

  it('is understood or refused, whatever it is', () => {
    const shapes = Object.values(verbs).map((verb) => verb.arguments)
    const text = oneof(string({ unit: 'binary' }), stringMatching(/^[ "/a1.-]{0,20}$/))
    assert(
      property(text, constantFrom(...shapes), (line, shape) => {
        const request = parseLine(line)
        if (request === null) return
        const parsed = parseArguments(shape, request.rest)
        const needed = shape.words?.length ?? 0
        expect('problem' in parsed ? parsed.problem !== '' : parsed.words.length >= needed).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
