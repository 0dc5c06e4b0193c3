/** Finds what somebody probably meant by a misspelt option. */
import { namedOptions } from './schema.ts'

/** The nearest option, where one is near enough to be meant. */
export function nearestOption(written: string): string | null {
  const wanted = plain(written)
  const ownName = plain(lastOf(written.split('.')))
  const candidates = namedOptions.map(({ path, keys }) => {
    const whole = distance(wanted, plain(path))
    // Somebody who knows the option's own name may have put it into the wrong section, or into none.
    return { path, whole, nearest: Math.min(whole, distance(ownName, plain(lastOf(keys))) + 1) }
  })
  const best = candidates.sort((a, b) => a.nearest - b.nearest || a.whole - b.whole)[0]
  return best !== undefined && best.nearest <= Math.max(2, wanted.length / 4) ? best.path : null
}

function lastOf(keys: readonly string[]): string {
  return keys.at(-1) ?? ''
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Edits between two words, one letter each. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[b.length] ?? 0
}
