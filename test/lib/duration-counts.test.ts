/** Durations fall into the right span, and spans add up. */
import { expect, test } from 'vitest'
import { durationBounds, DurationCounts } from '../../src/lib/duration-counts.ts'

test('each bound holds what took at most that long', () => {
  const counts = new DurationCounts()
  for (const seconds of [0, 0.0005, 0.0006, 1, 10, 11]) counts.add(seconds)
  const { within, count, sum } = counts.read()
  const at = (bound: (typeof durationBounds)[number]) => within[durationBounds.indexOf(bound)]
  expect([at(0.0005), at(0.001), at(0.5), at(1), at(5), at(10)]).toEqual([2, 3, 3, 4, 4, 5])
  expect(count).toBe(6)
  expect(sum).toBeCloseTo(22.0011)
})
