/** What one client has said and seen, as it saw it: all that the checker believes. */

export interface Said {
  readonly place: string
  readonly text: string
  /** `refused`: in words that mean it was not stored; `unknown`: nobody answered. */
  outcome: 'acknowledged' | 'refused' | 'unknown'
}

/** From one sign-in to the end of its connection; of a client that resumes, all of them together. */
export interface Span {
  /** The texts of each place in the order they came, and when (milliseconds since 1970). */
  readonly seen: Map<string, { readonly text: string; readonly at: number }[]>
}

export class Diary {
  readonly name: string
  readonly door: string
  readonly said: Said[] = []
  readonly spans: Span[] = []

  constructor(name: string, door: string) {
    this.name = name
    this.door = door
  }

  begin(): Span {
    const span: Span = { seen: new Map() }
    this.spans.push(span)
    return span
  }

  saw(span: Span, place: string, text: string): void {
    const seen = span.seen.get(place)
    const sight = { text, at: Date.now() }
    if (seen === undefined) span.seen.set(place, [sight])
    else seen.push(sight)
  }
}

/** Every text is one of a kind: whose it is, and the how manieth. */
export function textOf(name: string, number: number): string {
  return `${name}-${number}`
}

export const madeText = /^[a-z]+\d+-\d+$/
