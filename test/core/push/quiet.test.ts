/** Quiet hours, by the clock where somebody lives. */
import { describe, expect, it } from 'vitest'
import { isQuiet, isTimeZone } from '../../../src/core/push/quiet.ts'
import type { QuietHours } from '../../../src/core/types.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const night: QuietHours = { from: 22 * 60, to: 8 * 60, timeZone: 'UTC', days: everyDay }
const at = (text: string) => Date.parse(text)

describe('quiet hours', () => {
  it('are none where none were chosen', () => {
    expect(isQuiet(null, at('2026-03-02T03:00:00Z'))).toBe(false)
  })

  it('go over midnight, the end left out', () => {
    expect(
      ['21:59', '22:00', '23:59', '00:00', '07:59', '08:00', '12:00'].map((time) =>
        isQuiet(night, at(`2026-03-02T${time}:00Z`)),
      ),
    ).toEqual([...[false, true, true, true, true, false, false]])
  })

  it('are in the time of the place, summer time too', () => {
    const paris = { ...night, timeZone: 'Europe/Paris' }
    expect(isQuiet(paris, at('2026-01-10T21:30:00Z'))).toBe(true)
    expect(isQuiet(paris, at('2026-01-10T07:30:00Z'))).toBe(false)
    expect(isQuiet(paris, at('2026-07-10T20:30:00Z'))).toBe(true)
    expect(isQuiet(paris, at('2026-07-10T06:30:00Z'))).toBe(false)
  })

  it('belong to the day on which they begin', () => {
    // 2026-03-07 is a Saturday.
    const friday = { ...night, days: [5] }
    expect(isQuiet(friday, at('2026-03-06T23:00:00Z'))).toBe(true)
    expect(isQuiet(friday, at('2026-03-07T07:00:00Z'))).toBe(true)
    expect(isQuiet(friday, at('2026-03-07T23:00:00Z'))).toBe(false)
    expect(isQuiet(friday, at('2026-03-06T07:00:00Z'))).toBe(false)
    const sunday = { ...night, days: [7] }
    expect(isQuiet(sunday, at('2026-03-09T07:00:00Z'))).toBe(true)
  })

  it('last a whole day where they end when they begin', () => {
    const weekend = { from: 0, to: 0, timeZone: 'UTC', days: [6, 7] }
    expect(isQuiet(weekend, at('2026-03-07T00:00:00Z'))).toBe(true)
    expect(isQuiet(weekend, at('2026-03-08T23:59:00Z'))).toBe(true)
    expect(isQuiet(weekend, at('2026-03-09T00:00:00Z'))).toBe(false)
  })

  it('know the time zones, and no others', () => {
    expect(['Europe/Paris', 'UTC', 'America/New_York'].map(isTimeZone)).toEqual([true, true, true])
    expect(['Mars/Olympus', '', 'x'.repeat(60)].map(isTimeZone)).toEqual([false, false, false])
    expect(isQuiet({ ...night, timeZone: 'Mars/Olympus' }, at('2026-03-02T23:00:00Z'))).toBe(true)
  })
})
