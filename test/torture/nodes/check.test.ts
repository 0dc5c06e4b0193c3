/** The checker of the torture sees what it is there to see. */
import { expect, test } from 'vitest'
import { faultsOf, type Evidence } from './check.ts'
import { Diary, textOf, type Said } from './diary.ts'

const place = '#alpha'

function said(name: string, number: number, outcome: Said['outcome'] = 'acknowledged'): Said {
  return { place, text: textOf(name, number), outcome }
}

/** Ann says three things, and Ben sees them. */
function scene() {
  const [ann, ben] = [new Diary('a1', 'plain'), new Diary('b2', 'irc')]
  ann.said.push(said('a1', 1), said('a1', 2), said('a1', 3))
  const span = ben.begin()
  for (const { text } of ann.said) ben.saw(span, place, text)
  const stored = ann.said.map(({ text }, index) => ({ place, text, author: 'a1', position: index + 1 }))
  const evidence: Evidence = {
    stored,
    lastPositions: new Map([[place, 3]]),
    diaries: [ann, ben],
    removals: [],
    members: new Map(),
    boundMs: 1000,
  }
  return { ann, ben, span, stored, evidence }
}

test('is content with what is as it should be', () => {
  expect(faultsOf(scene().evidence)).toEqual([])
})

test('sees what was acknowledged and lost, refused and stored, stored twice, and said by nobody', () => {
  const { ann, evidence, stored } = scene()
  const [first, second, third] = stored
  if (first === undefined || second === undefined || third === undefined) throw new Error('there are three')
  expect(faultsOf({ ...evidence, stored: [first, { ...third, position: 2 }] })).toContain(
    'a1: acknowledged and lost: a1-2',
  )
  expect(faultsOf({ ...evidence, stored: [first, { ...second, text: 'a1-1' }, third] })).toContain(
    'stored twice: a1-1',
  )
  expect(faultsOf({ ...evidence, stored: [first, { ...second, text: 'c3-1' }, third] })).toContain(
    `nobody said this in ${place}: c3-1`,
  )
  const [refused] = ann.said
  if (refused !== undefined) refused.outcome = 'refused'
  expect(faultsOf(evidence)).toEqual(['a1: refused and stored: a1-1'])
})

test('sees gaps in positions, and words that overtook each other', () => {
  const { evidence, stored } = scene()
  const later = stored.map((row) => ({ ...row, position: row.position === 3 ? 4 : row.position }))
  expect(faultsOf({ ...evidence, stored: later })[0]).toBe(`${place}: a1-3 has position 4 instead of 3`)
  const turned = stored.map((row) => ({ ...row, text: textOf('a1', 4 - row.position) }))
  expect(faultsOf({ ...evidence, stored: turned })).toContain('a1: a1-2 overtook what was said before it')
})

test('sees what somebody missed, saw twice or in another order', () => {
  const seenBy = (...numbers: number[]) => {
    const { ben, evidence } = scene()
    const span = ben.begin()
    for (const number of numbers) ben.saw(span, place, textOf('a1', number))
    return faultsOf(evidence)
  }
  expect(seenBy(2, 3)).toEqual([])
  expect(seenBy(1, 3)).toEqual([`b2 (irc, span 2) in ${place} missed positions 2 to 2 before a1-3`])
  expect(seenBy(1, 1)).toEqual([`b2 (irc, span 2) in ${place} saw a1-1 (1) after position 1`])
  expect(seenBy(2, 1)).toEqual([`b2 (irc, span 2) in ${place} saw a1-1 (1) after position 2`])
})

test('sees who saw what was not theirs, or not theirs any more', () => {
  const { evidence, ben, span } = scene()
  expect(faultsOf({ ...evidence, members: new Map([[place, new Set(['a1'])]]) })).toEqual([
    `b2 saw 3 messages of ${place}`,
  ])
  const at = (span.seen.get(place)?.[0]?.at ?? 0) - 5000
  const removal = { name: ben.name, place, at, backAt: null }
  expect(faultsOf({ ...evidence, removals: [removal] })).toHaveLength(3)
  expect(faultsOf({ ...evidence, removals: [{ ...removal, backAt: at + 1 }] })).toEqual([])
  expect(faultsOf({ ...evidence, boundMs: 60_000, removals: [removal] })).toEqual([])
})
