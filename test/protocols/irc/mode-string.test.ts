import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatModes,
  parseModes,
  parseUserModes,
  type ModeKinds,
} from '../../../src/protocols/irc/mode-string.ts'
import { seeded } from '../../support/seed.ts'

const kinds: ModeKinds = { lists: 'beI', prefixes: 'qaohv', always: 'k', whenSet: 'l', never: 'imnst' }

/** `+o alice`, `-m`. */
function shown(words: readonly string[]) {
  const { changes, ...rest } = parseModes(words, kinds)
  return {
    changes: changes.map(
      ({ add, letter, argument }) => `${add ? '+' : '-'}${letter}${argument === null ? '' : ` ${argument}`}`,
    ),
    asked: rest.asked.join(''),
    unknown: rest.unknown.join(''),
    missing: rest.missing.join(''),
  }
}

const nothing = { changes: [], asked: '', unknown: '', missing: '' }

describe('the words of MODE', () => {
  it.each([
    ['+o alice', ['+o alice']],
    ['o alice', ['+o alice']],
    ['+o-v+m alice bob', ['+o alice', '-v bob', '+m']],
    ['+kl-k+t secret 10 old', ['+k secret', '+l 10', '-k old', '+t']],
    ['-kl', ['-k', '-l']],
    ['-klimnt', ['-k', '-l', '-i', '-m', '-n', '-t']],
    ['+b *!*@*', ['+b *!*@*']],
    ['+++--m', ['-m']],
    ['+m left over', ['+m']],
    ['+mm', ['+m', '+m']],
  ])('%s', (text, changes) => {
    expect(shown(text.split(' '))).toEqual({ ...nothing, changes })
  })

  it.each([
    [['b'], { asked: 'b' }],
    [['+b'], { asked: 'b' }],
    [['-be'], { asked: 'be' }],
    [['bbb'], { asked: 'b' }],
    [['+b', ''], { asked: 'b' }],
    [['+kol', ''], { missing: 'kol' }],
    [['-ov'], { missing: 'ov' }],
    [['+xyx'], { unknown: 'xy' }],
    [['+\u{1f600}'], { unknown: '\u{1f600}' }],
    [['+bm', '*!*@*'], { changes: ['+b *!*@*', '+m'] }],
    [['+k', 'pass phrase'], { changes: ['+k pass phrase'] }],
    [[], {}],
    [['+-'], {}],
  ])('%j', (words, parsed) => {
    expect(shown(words)).toEqual({ ...nothing, ...parsed })
  })

  it('of a user have no arguments', () => {
    expect(parseUserModes(['+iw-Bx', 'ignored'], 'Biosw')).toEqual({
      changes: [
        { add: true, letter: 'i', argument: null },
        { add: true, letter: 'w', argument: null },
        { add: false, letter: 'B', argument: null },
      ],
      asked: [],
      unknown: ['x'],
      missing: [],
    })
  })
})

describe('changes', () => {
  it('are written with as few signs as they need', () => {
    const changes = parseModes(['+o-v-m+t', 'alice', 'bob'], kinds).changes
    expect(formatModes(changes)).toEqual(['+o-vm+t', 'alice', 'bob'])
    expect(formatModes([])).toEqual([])
  })

  it('that are written and parsed are what they were', () => {
    const argument = fc.stringMatching(/^[a-z*!@]+$/)
    const change = fc.oneof(
      fc.record({ add: fc.boolean(), letter: fc.constantFrom('b', 'o', 'k'), argument }),
      fc.record({ add: fc.constant(true), letter: fc.constant('l'), argument }),
      fc.record({ add: fc.boolean(), letter: fc.constantFrom('m', 't'), argument: fc.constant(null) }),
      fc.constant({ add: false, letter: 'l', argument: null }),
    )
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        expect(parseModes(formatModes(changes), kinds)).toEqual({
          changes,
          asked: [],
          unknown: [],
          missing: [],
        })
      }),
      seeded('modes'),
    )
  })

  it('come out of any words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        const parsed = parseModes(words, kinds)
        expect(parsed.changes.length).toBeLessThanOrEqual([...(words[0] ?? '')].length)
      }),
      seeded('mode words'),
    )
  })
})
