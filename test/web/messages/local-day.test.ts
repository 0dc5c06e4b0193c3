/** Days as the clock on the wall has them. */
import { expect, test } from 'vitest'
import { createStartOfDay, startOfWrittenDay, writtenDay } from '../../../web/src/messages/local-day.ts'

test('a day begins at midnight here, in whatever order one asks', () => {
  const startOfDay = createStartOfDay()
  for (const [month, day, hour] of [
    [2, 29, 23],
    [2, 29, 0],
    [9, 25, 12],
    [0, 1, 0],
    [11, 31, 23],
  ] as const) {
    expect(startOfDay(new Date(2026, month, day, hour, 59).getTime())).toBe(
      new Date(2026, month, day).getTime(),
    )
  }
})

test('a day is written as fields for dates have it, and read back', () => {
  expect(writtenDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05')
  expect(startOfWrittenDay('2026-01-05')).toBe(new Date(2026, 0, 5).getTime())
  for (const none of ['', '2026-02-30', '2026-13-01', '5.1.2026', '20260105'])
    expect(startOfWrittenDay(none)).toBeNull()
})
