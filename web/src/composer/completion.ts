/** What the composer offers while somebody types `@peo`, `#cha`, `:emo` or `/com`. Pure. */

export type CompletionKind = 'person' | 'channel' | 'emoji' | 'command'

/** The word being typed: it stands from `from` to `until`, `typed` without its sign. */
export interface Completing {
  readonly kind: CompletionKind
  readonly from: number
  readonly until: number
  readonly typed: string
}

export interface Candidate {
  /** What is looked for: a name without its sign. */
  readonly name: string
  /** Other words it is found by. */
  readonly also?: string
  /** What is written in its place, sign and all. */
  readonly text: string
  /** Shown beside the name. */
  readonly note?: string
  /** Shown before the name. */
  readonly sign?: string
}

const kinds: Readonly<Record<string, CompletionKind>> = { '@': 'person', '#': 'channel', ':': 'emoji' }
const longest = 64

/** `null`: nothing is being typed that could be completed. */
export function completingAt(text: string, caret: number): Completing | null {
  const command = /^\/(?!\/)\S*$/.exec(text.slice(0, caret))
  if (command !== null) return { kind: 'command', from: 0, until: caret, typed: text.slice(1, caret) }
  const start = Math.max(0, caret - longest)
  const word = /(?:^|[\s(["'])([@#:])([^\s@#:"]*)$/u.exec(text.slice(start, caret))
  const [, sign = '', typed = ''] = word ?? []
  const kind = kinds[sign]
  if (word === null || kind === undefined) return null
  // A lone colon, or one with a single letter, is more often a face than the beginning of a name.
  if (kind === 'emoji' && !/^[a-z0-9_+-]{2,}$/i.test(typed)) return null
  return { kind, from: caret - typed.length - 1, until: caret, typed }
}

/** The best first: beginnings before middles before scattered letters, then as they were given. */
export function rank(candidates: readonly Candidate[], typed: string, most = 8): readonly Candidate[] {
  const wanted = fold(typed)
  const scored: { candidate: Candidate; score: number }[] = []
  for (const candidate of candidates) {
    const score = scoreOf(candidate, wanted)
    if (score < worst) scored.push({ candidate, score })
  }
  return scored
    .sort((one, other) => one.score - other.score)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

/** The text with the word replaced, and where the caret then stands. */
export function complete(
  text: string,
  { from, until }: Completing,
  candidate: Candidate,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(until)
  const gap = after.startsWith(' ') ? '' : ' '
  return { text: text.slice(0, from) + candidate.text + gap + after, caret: from + candidate.text.length + 1 }
}

const worst = 6

function scoreOf({ name, also = '' }: Candidate, wanted: string): number {
  if (wanted === '') return 3
  const folded = fold(name)
  const others = fold(also)
  if (folded === wanted) return 0
  if (folded.startsWith(wanted)) return 1
  if (new RegExp(`(^|[^a-z0-9])${escaped(wanted)}`).test(`${folded} ${others}`)) return 2
  if (folded.includes(wanted) || others.includes(wanted)) return 4
  return isScattered(folded, wanted) ? 5 : worst
}

function isScattered(name: string, wanted: string): boolean {
  let at = -1
  for (const letter of wanted) {
    at = name.indexOf(letter, at + 1)
    if (at === -1) return false
  }
  return true
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** Without case and accents: who types `jose` finds `José`. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
