/** Ctrl-B, Ctrl-I and Ctrl-E: puts a mark around what is selected, or takes it away again. Pure. */

export interface Selected {
  readonly text: string
  readonly from: number
  readonly until: number
}

export const markOf: Readonly<Record<string, string>> = { b: '**', i: '_', e: '`' }

export function toggleMark({ text, from, until }: Selected, mark: string): Selected {
  const size = mark.length
  const before = text.slice(0, from)
  const inside = text.slice(from, until)
  const after = text.slice(until)
  if (before.endsWith(mark) && after.startsWith(mark)) {
    return {
      text: before.slice(0, -size) + inside + after.slice(size),
      from: from - size,
      until: until - size,
    }
  }
  if (inside.length >= 2 * size && inside.startsWith(mark) && inside.endsWith(mark)) {
    return { text: before + inside.slice(size, -size) + after, from, until: until - 2 * size }
  }
  // Blanks at the ends stay outside: marks beside them would mean nothing.
  const lead = inside.length - inside.trimStart().length
  const core = inside.trim()
  const wrapped = inside.slice(0, lead) + mark + core + mark + inside.slice(lead + core.length)
  return { text: before + wrapped + after, from: from + lead + size, until: from + lead + size + core.length }
}
