import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseHistoryRequest } from '../../../src/protocols/irc/chathistory-selector.ts'
import { seeded } from '../../support/seed.ts'

const time = 'timestamp=2019-01-04T14:33:26.123Z'
const later = 'timestamp=2019-01-05T14:33:26.123Z'
const at = Date.UTC(2019, 0, 4, 14, 33, 26, 123)
const moment = { by: 'time', at }
const message = { by: 'message', id: 'abc=' }

describe('CHATHISTORY', () => {
  it.each([
    ['LATEST #a * 50', { kind: 'latest', target: '#a', after: null, limit: 50 }],
    ['latest #a * 500', { kind: 'latest', target: '#a', after: null, limit: 100 }],
    [`LATEST #a ${time} 1`, { kind: 'latest', target: '#a', after: moment, limit: 1 }],
    ['LATEST bob msgid=abc= 007', { kind: 'latest', target: 'bob', after: message, limit: 7 }],
    [`BEFORE #a ${time} 50`, { kind: 'before', target: '#a', point: moment, limit: 50 }],
    ['AFTER #a msgid=abc= 50', { kind: 'after', target: '#a', point: message, limit: 50 }],
    [`AROUND #a ${time} ${'9'.repeat(400)}`, { kind: 'around', target: '#a', point: moment, limit: 100 }],
    [
      `BETWEEN #a ${time} msgid=abc= 50`,
      { kind: 'between', target: '#a', from: moment, to: message, limit: 50 },
    ],
    [`TARGETS ${later} ${time} 50`, { kind: 'targets', from: at + 86_400_000, to: at, limit: 50 }],
  ])('%s', (words, request) => {
    expect(parseHistoryRequest(words.split(' '), 100)).toEqual(request)
  })

  it.each([
    ['', 'INVALID_PARAMS', ['']],
    ['ARUND #a * 50', 'INVALID_PARAMS', ['ARUND']],
    ['constructor #a * 50', 'INVALID_PARAMS', ['constructor']],
    ['LATEST', 'INVALID_PARAMS', ['LATEST']],
    ['Latest #a *', 'INVALID_PARAMS', ['Latest']],
    ['LATEST #a * 50 more', 'INVALID_PARAMS', ['LATEST']],
    ['LATEST #a * 0', 'INVALID_PARAMS', ['LATEST', '0']],
    ['LATEST #a * -1', 'INVALID_PARAMS', ['LATEST', '-1']],
    ['LATEST #a * 1e3', 'INVALID_PARAMS', ['LATEST', '1e3']],
    ['BEFORE #a * 50', 'INVALID_PARAMS', ['BEFORE', '#a', '*']],
    [
      'BEFORE #a timestamp=2019-02-30T14:33:26.123Z 50',
      'INVALID_PARAMS',
      ['BEFORE', '#a', 'timestamp=2019-02-30T14:33:26.123Z'],
    ],
    ['BEFORE #a msgid= 50', 'INVALID_PARAMS', ['BEFORE', '#a', 'msgid=']],
    ['BEFORE #a position=7 50', 'INVALID_MSGREFTYPE', ['BEFORE', '#a', 'position=7']],
    [`BETWEEN #a ${time} * 50`, 'INVALID_PARAMS', ['BETWEEN', '#a', '*']],
    [`BETWEEN #a ${time} 50`, 'INVALID_PARAMS', ['BETWEEN']],
    [`TARGETS msgid=x ${time} 50`, 'INVALID_PARAMS', ['TARGETS', 'msgid=x']],
    [`TARGETS ${time} msgid=x 50`, 'INVALID_PARAMS', ['TARGETS', 'msgid=x']],
    [`TARGETS ${time} * 50`, 'INVALID_PARAMS', ['TARGETS', '*']],
  ])('%s is refused with what was wrong', (words, fault, context) => {
    expect(parseHistoryRequest(words.split(' '), 100)).toMatchObject({ fault, context })
  })

  it('without a word is refused', () => {
    expect(parseHistoryRequest([], 100)).toMatchObject({ fault: 'INVALID_PARAMS', context: ['*'] })
  })

  it('is a request or a fault, whatever stands there', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('LATEST', 'BETWEEN', 'TARGETS', '*', time, 'msgid=x', '50'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const request = parseHistoryRequest(words, 100)
        const limit = 'fault' in request ? 1 : request.limit
        expect(limit >= 1 && limit <= 100).toBe(true)
      }),
      seeded('history requests'),
    )
  })
})
