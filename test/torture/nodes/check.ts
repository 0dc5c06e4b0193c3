/** Proves the delivery contract from what the clients recorded and what the database holds. Answers what is not so. */
import type { Diary } from './diary.ts'

export interface StoredText {
  readonly place: string
  readonly text: string
  readonly author: string
  readonly position: number
}

/** Somebody was put out of a place; from then on its messages are not theirs, until they are back. */
export interface Removal {
  readonly name: string
  readonly place: string
  /** When the removal was acknowledged. */
  readonly at: number
  /** When coming back was asked for; `null`: never. */
  backAt: number | null
}

export interface Evidence {
  readonly stored: readonly StoredText[]
  readonly lastPositions: ReadonlyMap<string, number>
  readonly diaries: readonly Diary[]
  readonly removals: readonly Removal[]
  /** Places that only some may see. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** Milliseconds within which a lost right takes effect everywhere. */
  readonly boundMs: number
}

export function faultsOf(evidence: Evidence): readonly string[] {
  const first = firstSights(evidence.diaries)
  return [
    ...storedFaults(evidence),
    ...evidence.diaries.flatMap((diary) => saidFaults(diary, evidence)),
    ...evidence.diaries.flatMap((diary) => seenFaults(diary, evidence)),
    ...evidence.diaries.flatMap((diary) => leaks(diary, evidence, first)),
  ]
}

/** Positions without gaps, nothing that nobody sent, nothing twice. */
function storedFaults({ stored, lastPositions, diaries }: Evidence): string[] {
  const faults: string[] = []
  const known = new Set(diaries.flatMap(({ said }) => said.map(({ place, text }) => `${place} ${text}`)))
  const texts = new Set<string>()
  const places = new Map<string, number>()
  for (const { place, text, position } of stored) {
    if (texts.has(text)) faults.push(`stored twice: ${text}`)
    texts.add(text)
    if (!known.has(`${place} ${text}`)) faults.push(`nobody said this in ${place}: ${text}`)
    const expected = (places.get(place) ?? 0) + 1
    if (position !== expected)
      faults.push(`${place}: ${text} has position ${position} instead of ${expected}`)
    places.set(place, position)
  }
  for (const [place, last] of lastPositions)
    if ((places.get(place) ?? 0) !== last)
      faults.push(`${place}: ${last} positions given, ${places.get(place) ?? 0} used`)
  return faults
}

/** What was acknowledged is there; what was refused is not; what one client said in one place is there in its order. */
function saidFaults({ name, said }: Diary, { stored }: Evidence): string[] {
  const faults: string[] = []
  const positions = new Map(stored.map(({ text, position }) => [text, position]))
  const reached = new Map<string, number>()
  for (const { text, place, outcome } of said) {
    const position = positions.get(text)
    if (outcome === 'acknowledged' && position === undefined)
      faults.push(`${name}: acknowledged and lost: ${text}`)
    if (outcome === 'refused' && position !== undefined) faults.push(`${name}: refused and stored: ${text}`)
    if (position === undefined) continue
    if (position < (reached.get(place) ?? 0)) faults.push(`${name}: ${text} overtook what was said before it`)
    reached.set(place, position)
  }
  return faults
}

/** Within a span everything of a place, from the first to the last that was seen, once and in order; but for the time one was put out of it. */
function seenFaults({ name, door, spans }: Diary, { stored, removals }: Evidence): string[] {
  const positions = new Map(stored.map(({ place, text, position }) => [`${place} ${text}`, position]))
  return spans.flatMap((span, index) =>
    [...span.seen].flatMap(([place, seen]) => {
      const away = removals.filter((removal) => removal.name === name && removal.place === place)
      const sights = seen.map((sight) => ({
        ...sight,
        position: positions.get(`${place} ${sight.text}`) ?? null,
      }))
      return gaps(sights, away).map((fault) => `${name} (${door}, span ${index + 1}) in ${place} ${fault}`)
    }),
  )
}

interface PlacedSight {
  readonly text: string
  readonly at: number
  readonly position: number | null
}

function gaps(seen: readonly PlacedSight[], away: readonly Removal[]): string[] {
  const faults: string[] = []
  let last: { readonly at: number; readonly position: number } | null = null
  for (const { text, at, position } of seen) {
    if (position === null) {
      faults.push(`saw what is not stored there: ${text}`)
      continue
    }
    const before = last
    last = { at, position }
    if (before === null) continue
    if (position <= before.position)
      faults.push(`saw ${text} (${position}) after position ${before.position}`)
    const wasAway = away.some((removal) => removal.at <= at && before.at <= (removal.backAt ?? Infinity))
    if (position > before.position + 1 && !wasAway)
      faults.push(`missed positions ${before.position + 1} to ${position - 1} before ${text}`)
  }
  return faults
}

/** When each text was seen by somebody first: by then it was said, whatever its author's node thought the time was. */
function firstSights(diaries: readonly Diary[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  const sights = diaries.flatMap(({ spans }) => spans.flatMap(({ seen }) => [...seen.values()].flat()))
  for (const { text, at } of sights) first.set(text, Math.min(at, first.get(text) ?? Infinity))
  return first
}

/** Nobody sees a place that is not theirs, nor what was said there when they had lost it for longer than the bound. */
function leaks({ name, spans }: Diary, evidence: Evidence, first: ReadonlyMap<string, number>): string[] {
  return spans.flatMap(({ seen }) =>
    [...seen].flatMap(([place, sights]) => {
      const members = evidence.members.get(place)
      if (members !== undefined && !members.has(name))
        return [`${name} saw ${sights.length} messages of ${place}`]
      const away = evidence.removals.filter((removal) => removal.name === name && removal.place === place)
      const isLost = (said: number) =>
        away.some(({ at, backAt }) => said > at + evidence.boundMs && said < (backAt ?? Infinity))
      return sights
        .filter(({ text }) => isLost(first.get(text) ?? 0))
        .map(({ text }) => `${name} saw ${text} of ${place}, from which they had been removed`)
    }),
  )
}
