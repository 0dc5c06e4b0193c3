/** Whether a text speaks to somebody by name. Clients decide by the same rule what to ring for. */
import { foldName } from '../../lib/fold.ts'

/** As many signs that names are made of as follow the `@`: the name is the whole of them, or another one. */
const called = /(?<![\p{L}\p{N}])@([A-Za-z0-9_\-[\]{}\\|^]+)/gu
const letter = /^[\p{L}\p{N}]/u

/** `@name`, without regard to case, as a whole word; `names`: what somebody goes by and is registered as. */
export function mentions(text: string, names: readonly (string | null)[]): boolean {
  const called = calledNames(text)
  return called.length > 0 && names.some((name) => name !== null && called.includes(foldName(name)))
}

/** Whoever is spoken to, folded. */
export function calledNames(text: string): readonly string[] {
  if (!text.includes('@')) return []
  const names: string[] = []
  for (const match of text.matchAll(called)) {
    const end = match.index + match[0].length
    if (!letter.test(text.slice(end, end + 2))) names.push(foldName(match[1] ?? ''))
  }
  return names
}
