/** Times and spans as people read them. */

/** `2026-11-22 21:04`, in UTC. */
export function minuteText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

/** A span in its two largest units: `45 s`, `5 min`, `1 h 30 min`, `3 d 4 h`. Rounded up to whole seconds. */
export function spanText(milliseconds: number): string {
  let left = Math.max(0, Math.ceil(milliseconds / 1000))
  const parts: string[] = []
  for (const [size, unit] of units) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}

const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const
