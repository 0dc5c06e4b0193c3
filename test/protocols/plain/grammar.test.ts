import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLine, secondsAndReason, wholeNumber } from '../../../src/protocols/plain/grammar.ts'
import { parseChange } from '../../../src/protocols/plain/verbs/settings.ts'
import { seeded } from '../../support/seed.ts'

describe('a line', () => {
  it.each([
    ['hello', { kind: 'said', text: 'hello' }],
    ['//shrug', { kind: 'said', text: '/shrug' }],
    ['/pm "john" hello  there', { kind: 'command', verb: 'pm', rest: '"john" hello  there' }],
    ['/QUIT', { kind: 'command', verb: 'quit', rest: '' }],
    ['/', { kind: 'command', verb: '', rest: '' }],
    ['   ', { kind: 'nothing' }],
    ['', { kind: 'nothing' }],
    [' /indented', { kind: 'said', text: ' /indented' }],
  ])('%j', (line, meaning) => {
    expect(parseLine(line)).toEqual(meaning)
  })

  it('always means something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        expect(['said', 'command', 'nothing']).toContain(parseLine(line).kind)
      }),
      seeded('lines'),
    )
  })
})

describe('seconds and a reason', () => {
  it.each([
    ['60 too loud', { seconds: 60, reason: 'too loud' }],
    ['60', { seconds: 60, reason: '' }],
    ['too loud', { seconds: null, reason: 'too loud' }],
    ['60s', { seconds: null, reason: '60s' }],
    ['', { seconds: null, reason: '' }],
    ['  60   x', { seconds: 60, reason: 'x' }],
  ])('%j', (rest, meant) => {
    expect(secondsAndReason(rest)).toEqual(meant)
  })

  it('a number is whole, or none', () => {
    expect(['7', '-1', '1.5', '1e9', '', undefined, '9'.repeat(16)].map(wholeNumber)).toEqual([
      7,
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('a change of a setting', () => {
  it.each([
    ['moderated', 'on', { setting: 'moderated', value: true }],
    ['invite-only', 'off', { setting: 'inviteOnly', value: false }],
    ['key', 'off', { setting: 'key', value: null }],
    ['key', 'hunter2', { setting: 'key', value: 'hunter2' }],
    ['limit', '50', { setting: 'userLimit', value: 50 }],
    ['limit', 'off', { setting: 'userLimit', value: null }],
    ['limit', 'many', null],
    ['moderated', 'maybe', null],
    ['constructor', 'on', null],
  ])('%s %s', (setting, value, change) => {
    expect(parseChange(setting, value)).toEqual(change)
  })
})
