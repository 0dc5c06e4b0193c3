/** Identifiers: their shape, their order, and that none is made twice. */
import { expect, it } from 'vitest'
import { createIdMaker, isId } from '../../src/lib/id.ts'

it('sort by time, and within a millisecond in the order they were made', () => {
  let now = 1_700_000_000_000
  const newId = createIdMaker(() => now)
  const made: string[] = []
  for (const step of [0, 0, 1, 0, 31, 1000, 0, 2 ** 40]) {
    now += step
    made.push(newId(), newId())
  }
  expect(made.every((id) => isId(id))).toBe(true)
  expect(new Set(made).size).toBe(made.length)
  expect(made.toSorted()).toEqual(made)
})

it('keep their order when the clock goes back', () => {
  let now = 2000
  const newId = createIdMaker(() => now)
  const before = newId()
  now = 1000
  expect(newId() > before).toBe(true)
})

it('begin with the time', () => {
  const newId = createIdMaker(() => 1_469_918_176_385)
  // The example of the ULID specification.
  expect(newId().slice(0, 10)).toBe('01ARYZ6S41')
})

it('go on within a millisecond without a gap, and with others in another maker', () => {
  const newId = createIdMaker(() => 1)
  const made = Array.from({ length: 5000 }, () => newId<string>())
  expect(new Set(made).size).toBe(made.length)
  expect(made.toSorted()).toEqual(made)
  expect(createIdMaker(() => 1)()).not.toBe(newId())
})
