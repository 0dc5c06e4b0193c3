import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMessage, lineBytes } from '../../../src/protocols/irc/grammar.ts'
import { isupportLines, type IsupportToken } from '../../../src/protocols/irc/isupport.ts'
import { seeded } from '../../support/seed.ts'

const frame = { source: 'irc.example.org', nick: 'alice', text: 'are supported by this server' }

describe('the tokens of 005', () => {
  it.each([
    [['WHOX', null], 'WHOX'],
    [['STATUSMSG', ''], 'STATUSMSG='],
    [['NETWORK', 'My Net'], String.raw`NETWORK=My\x20Net`],
    [['ICON', 'https://a/?b=c\\d'], String.raw`ICON=https://a/?b\x3Dc\x5Cd`],
    [['X', 'a\r\n\0b\u007f'], String.raw`X=a\x0D\x0A\x00b\x7F`],
    [['NETWORK', 'Grün'], 'NETWORK=Grün'],
  ] satisfies [IsupportToken, string][])('%j', (token, written) => {
    expect(isupportLines([token])).toEqual([[written]])
  })

  it('are thirteen in a line', () => {
    const tokens = Array.from({ length: 30 }, (_, index): IsupportToken => [`T${index}`, null])
    expect(isupportLines(tokens).map((line) => line.length)).toEqual([13, 13, 4])
    expect(isupportLines([])).toEqual([])
  })

  it('are left out when no line could hold them', () => {
    expect(
      isupportLines([
        ['A', 'x'.repeat(600)],
        ['B', null],
      ]),
    ).toEqual([['B']])
    expect(isupportLines([['A', null]], { ...frame, source: 'x'.repeat(600) })).toEqual([])
  })

  it('never make a line too long', () => {
    const token: fc.Arbitrary<IsupportToken> = fc.tuple(
      fc.stringMatching(/^[A-Z]{1,20}$/),
      fc.option(fc.string({ maxLength: 200 }), { nil: null }),
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        for (const line of isupportLines(tokens, frame)) {
          const text = formatMessage({
            source: frame.source,
            command: '005',
            params: [frame.nick, ...line, frame.text],
          })
          expect(Buffer.byteLength(text) + 2).toBeLessThanOrEqual(lineBytes)
          expect(line.length).toBeLessThanOrEqual(13)
        }
      }),
      seeded('tokens'),
    )
  })
})
