/** Hours in which nothing is told, as the server keeps them; by the clock of the place they were chosen for. Pure. */
import type { WireNotifications } from '../../../src/protocols/api/wire.ts'

export type QuietHours = NonNullable<WireNotifications['quiet']>

export const everyDay = [1, 2, 3, 4, 5, 6, 7]
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The night, where this device is. */
export function usualQuiet(): QuietHours {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { from: 22 * 60, to: 8 * 60, timeZone, days: everyDay }
}

export function isQuiet(quiet: QuietHours | null, at: Date): boolean {
  if (quiet === null) return false
  const { from, to, days } = quiet
  const { day, minute } = clockAt(quiet.timeZone, at)
  const begun = days.includes(day) && minute >= from
  if (from < to) return begun && minute < to
  return begun || (days.includes(day === 1 ? 7 : day - 1) && minute < to)
}

function clockAt(timeZone: string, at: Date): { day: number; minute: number } {
  const written = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...written, timeZone }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: dayNames.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}
