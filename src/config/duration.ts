/** Times as people write them in the configuration: `90s`, `10m`, `1h`, `2d`, or whole seconds. */

const written = /^(\d{1,9})\s*([smhd]?)$/
const seconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

/** Whole seconds, or `null` for anything that is no such time. */
export function readDuration(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null
  if (typeof value !== 'string') return null
  const [, count, unit = ''] = written.exec(value.trim()) ?? []
  return count === undefined ? null : Number(count) * (seconds[unit] ?? 1)
}

/** The shortest way to write so many seconds: 120 → `2m`. */
export function durationText(length: number): string {
  const unit = ['d', 'h', 'm'].find((unit) => length > 0 && length % (seconds[unit] ?? 1) === 0) ?? 's'
  return `${length / (seconds[unit] ?? 1)}${unit}`
}
