/** Which batches of other nodes never came. */
import { expect, test } from 'vitest'
import type { NodeId } from '../../src/core/types.ts'
import { HeardBatches } from '../../src/fanout/heard.ts'

const node = '01NODE' as NodeId

test('a hole in the running numbers is noticed once', () => {
  const heard = new HeardBatches()
  expect([4, 5, 8, 9, 7].map((number) => heard.note(node, number))).toEqual([
    false,
    false,
    true,
    false,
    false,
  ])
  expect(heard.counters()).toEqual({ heard: 5, missed: 2 })
})

test('so is what came after the last batch that was heard, by the count of its node', () => {
  const heard = new HeardBatches()
  heard.note(node, 4)
  expect([4, 6, 6, 5].map((published) => heard.isBehind(node, published))).toEqual([
    false,
    true,
    false,
    false,
  ])
  expect(heard.note(node, 7)).toBe(false)
  expect(heard.counters().missed).toBe(2)
})

test('what a node said before it was known is not missed', () => {
  const heard = new HeardBatches()
  expect(heard.isBehind(node, 100)).toBe(false)
  expect(heard.note(node, 101)).toBe(false)
  heard.forget(node)
  expect(heard.note(node, 300)).toBe(false)
  expect(heard.counters().missed).toBe(0)
})
