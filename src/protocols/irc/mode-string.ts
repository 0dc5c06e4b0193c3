/** The words of MODE taken apart and put together: which letters are set and taken, and with what. */

/** How letters take their arguments: lists and prefixes always (a list without one is asked for), `always`, `whenSet`, `never`. */
export interface ModeKinds {
  readonly lists: string
  readonly prefixes: string
  readonly always: string
  readonly whenSet: string
  readonly never: string
}

export interface ModeChange {
  readonly add: boolean
  readonly letter: string
  readonly argument: string | null
}

export interface ParsedModes {
  /** In the order they were written. */
  readonly changes: readonly ModeChange[]
  /** Lists that are asked for, each once. */
  readonly asked: readonly string[]
  /** Each once. */
  readonly unknown: readonly string[]
  /** Letters whose argument is missing, each once. */
  readonly missing: readonly string[]
}

type Need = 'list' | 'argument' | 'optional' | 'none' | 'unknown'

/** The first word holds the letters, the others their arguments; more arguments than letters take are passed over. */
export function parseModes(words: readonly string[], kinds: ModeKinds): ParsedModes {
  const [letters = ''] = words
  const changes: ModeChange[] = []
  const without = { list: new Set<string>(), argument: new Set<string>(), unknown: new Set<string>() }
  let add = true
  let next = 1
  for (const letter of letters) {
    if (letter === '+' || letter === '-') {
      add = letter === '+'
      continue
    }
    const need = needOf(letter, add, kinds)
    const argument = need === 'none' || need === 'unknown' ? '' : (words[next++] ?? '')
    if (need === 'unknown') without.unknown.add(letter)
    else if (argument !== '') changes.push({ add, letter, argument })
    else if (need === 'none' || need === 'optional') changes.push({ add, letter, argument: null })
    else without[need].add(letter)
  }
  return { changes, asked: [...without.list], unknown: [...without.unknown], missing: [...without.argument] }
}

/** Of a user's modes, none of which takes an argument. */
export function parseUserModes(words: readonly string[], letters: string): ParsedModes {
  return parseModes(words, { lists: '', prefixes: '', always: '', whenSet: '', never: letters })
}

function needOf(letter: string, add: boolean, kinds: ModeKinds): Need {
  if (kinds.lists.includes(letter)) return 'list'
  if (kinds.prefixes.includes(letter)) return 'argument'
  // Taking a key is understood without repeating it.
  if (kinds.always.includes(letter)) return add ? 'argument' : 'optional'
  if (kinds.whenSet.includes(letter)) return add ? 'argument' : 'none'
  return kinds.never.includes(letter) ? 'none' : 'unknown'
}

/** As the parameters of MODE: `+o-v`, `alice`, `bob`; none for no changes. */
export function formatModes(changes: readonly ModeChange[]): readonly string[] {
  let letters = ''
  let sign = ''
  const words: string[] = []
  for (const { add, letter, argument } of changes) {
    const wanted = add ? '+' : '-'
    letters += wanted === sign ? letter : wanted + letter
    sign = wanted
    if (argument !== null) words.push(argument)
  }
  return letters === '' ? [] : [letters, ...words]
}
