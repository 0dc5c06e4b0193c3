/** Looks into what somebody has sent without trusting its shape: what is not there is empty. */

export type Loose = Readonly<Record<string, unknown>>

export function loose(value: unknown): Loose {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object's values are unknown, which is all that is said
  return typeof value === 'object' && value !== null ? (value as Loose) : {}
}

export function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.map(loose) : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Those that say something, each on a line of its own. */
export function lines(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n')
}
