/** Amounts of bytes as people read them. */

const units = ['KB', 'MB', 'GB', 'TB'] as const

/** `312 B`, `1.2 MB`, `20 GB`: by thousands, two digits at least where there are any. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  let size = bytes
  let unit: string = 'B'
  for (const larger of units) {
    if (size < 999.5) break
    size /= 1000
    unit = larger
  }
  return `${size < 9.95 ? size.toFixed(1).replace('.0', '') : Math.round(size)} ${unit}`
}
