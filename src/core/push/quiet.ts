/** Whether it is somebody's quiet time, by the clock where they live. */
import type { QuietHours } from '../types.ts'

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false
  const { from, to } = quiet
  const { day, minute } = localTime(quiet.timeZone, now)
  const yesterday = day === 1 ? 7 : day - 1
  const begun = quiet.days.includes(day) && minute >= from
  if (from < to) return begun && minute < to
  return begun || (quiet.days.includes(yesterday) && minute < to)
}

export function isTimeZone(name: string): boolean {
  try {
    return clockOf(name).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const written = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...written, timeZone })
}

/** A zone that this machine does not know is as good as none. */
function localTime(timeZone: string, now: number): { day: number; minute: number } {
  const parts = clockOf(isTimeZone(timeZone) ? timeZone : 'UTC').formatToParts(now)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: days.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}
