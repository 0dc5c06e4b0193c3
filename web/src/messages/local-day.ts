/** When the local day of a moment began. Neighbours share their day: it is worked out once for each run of them. */
export function createStartOfDay(): (at: number) => number {
  let start = 0
  let end = 0
  return (at) => {
    if (at >= start && at < end) return start
    const day = new Date(at)
    day.setHours(0, 0, 0, 0)
    start = day.getTime()
    // A day has 23 to 25 hours where the clocks are changed.
    day.setDate(day.getDate() + 1)
    end = day.getTime()
    return start
  }
}

/** `2026-11-28`, as fields for dates have it, in local time. */
export function writtenDay(at: number): string {
  const day = new Date(at)
  const parts = [String(day.getFullYear()).padStart(4, '0'), day.getMonth() + 1, day.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

/** When a day that was written so began here; `null`: it is none. */
export function startOfWrittenDay(written: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const start = new Date(Number(year), Number(month) - 1, Number(day))
  return writtenDay(start.getTime()) === written ? start.getTime() : null
}
