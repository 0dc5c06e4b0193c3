import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTime, parseTime } from '../../../src/protocols/irc/server-time.ts'
import { seeded } from '../../support/seed.ts'

describe('a time', () => {
  it.each([
    ['2012-06-30T23:59:59.419Z', Date.UTC(2012, 5, 30, 23, 59, 59, 419)],
    ['2012-06-30T23:59:60.419Z', Date.UTC(2012, 6, 1, 0, 0, 0, 419)],
    ['1970-01-01T00:00:00.000Z', 0],
    ['2024-02-29T00:00:00.000Z', Date.UTC(2024, 1, 29)],
    ['2023-02-29T00:00:00.000Z', null],
    ['2012-06-30T24:00:00.000Z', null],
    ['2012-06-30T12:00:60.000Z', null],
    ['2012-06-31T23:59:60.000Z', null],
    ['2012-13-01T00:00:00.000Z', null],
    ['2012-06-30T23:59:59Z', null],
    ['2012-06-30T23:59:59.4Z', null],
    ['2012-06-30T23:59:59.419', null],
    ['2012-06-30T23:59:59.419+00:00', null],
    ['2012-06-30 23:59:59.419Z', null],
    ['+12012-06-30T23:59:59.419Z', null],
    ['2012-06-30T23:59:59.419Z\n', null],
    ['', null],
  ])('%j', (text, at) => {
    expect(parseTime(text)).toBe(at)
  })

  it.each([
    [NaN, '1970-01-01T00:00:00.000Z'],
    [Infinity, '9999-12-31T23:59:59.999Z'],
    [-Infinity, '0000-01-01T00:00:00.000Z'],
    [1e300, '9999-12-31T23:59:59.999Z'],
    [0.9, '1970-01-01T00:00:00.000Z'],
  ])('can be written of %d', (at, text) => {
    expect(formatTime(at)).toBe(text)
  })

  it('that is written and parsed is what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1, 0), max: Date.UTC(9999, 11, 31) }), (at) => {
        expect(parseTime(formatTime(at))).toBe(at)
      }),
      seeded('times'),
    )
  })
})
