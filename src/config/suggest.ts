/** Finds what somebody probably meant by a misspelt option. */
import { namedOptions } from './schema.ts'

/** The nearest option, where one is near enough to be meant. */
export function nearestOption(written: string): string | null {
  const wanted = plain(written)
  const [section = '', key] = written.split('.')
  const candidates = namedOptions.map(({ path, section: itself, key: name }) => ({
    path,
    // Somebody who knows the option's own name may have put it into the wrong section, or into none.
    distance: Math.min(
      distance(wanted, plain(path)),
      distance(plain(key ?? section), plain(name ?? itself)) + 1,
    ),
  }))
  const nearest = candidates.sort((a, b) => a.distance - b.distance)[0]
  return nearest !== undefined && nearest.distance <= Math.max(2, wanted.length / 4) ? nearest.path : null
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
