/** When memory is given back that a rush has left behind: on a quiet server, where there is enough of it, and once. */
import { getHeapSpaceStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { ownHeap } from '../../src/cli/heap.ts'
import { giveBackMemory } from '../../src/cli/spare-memory.ts'
import { ManualClock } from '../support/manual-clock.ts'

const MiB = 1024 * 1024

function begin() {
  const clock = new ManualClock()
  const heap = { held: 50 * MiB, busy: 0, inUse: 50 * MiB, collected: 0 }
  const end = giveBackMemory({
    clock,
    held: () => heap.held,
    busy: () => heap.busy,
    collect() {
      heap.collected += 1
      heap.held = heap.inUse
    },
  })
  return { heap, end, clock, looks: (times: number) => clock.advance(times * 5000) }
}

test('what a rush has left is given back once it is over', () => {
  const { heap, looks } = begin()
  Object.assign(heap, { held: 230 * MiB, busy: 0.9 })
  looks(10)
  expect(heap.collected).toBe(0)
  Object.assign(heap, { busy: 0.01, inUse: 72 * MiB })
  looks(1)
  expect(heap.collected).toBe(0)
  looks(1)
  expect(heap.collected).toBe(1)
  looks(100)
  expect(heap.collected).toBe(1)
})

test('a pause in a rush is not its end', () => {
  const { heap, looks } = begin()
  heap.held = 230 * MiB
  for (let pause = 0; pause < 10; pause += 1) {
    heap.busy = 0
    looks(1)
    heap.busy = 0.5
    looks(1)
  }
  expect(heap.collected).toBe(0)
})

test('a little is left alone, and what is in use counts as such', () => {
  const { heap, looks } = begin()
  heap.held = 100 * MiB
  looks(10)
  expect(heap.collected).toBe(0)
  Object.assign(heap, { held: 500 * MiB, inUse: 480 * MiB })
  looks(10)
  expect(heap.collected).toBe(1)
  heap.held = 530 * MiB
  looks(10)
  expect(heap.collected).toBe(1)
})

test('what V8 gave back by itself is the new measure', () => {
  const { heap, looks } = begin()
  heap.held = 30 * MiB
  looks(3)
  heap.held = 95 * MiB
  looks(3)
  expect(heap.collected).toBe(1)
})

test('ended, it looks no more', () => {
  const { heap, end, looks, clock } = begin()
  end()
  heap.held = 900 * MiB
  looks(10)
  expect([heap.collected, clock.waiting]).toEqual([0, 0])
})

test('the heap of this process gets smaller by it', () => {
  const { held, busy, collect } = ownHeap()
  let kept: unknown[] | null = Array.from({ length: 500_000 }, (_, index) => ({ index, text: String(index) }))
  const full = held()
  expect(kept.length).toBe(500_000)
  kept = null
  collect()
  expect(held()).toBeLessThan(full - 10 * MiB)
  expect(busy()).toBeGreaterThan(0)
  expect('gc' in globalThis).toBe(false)
})

test('the young generation gets small again too, which V8 leaves as large as it ever was', () => {
  const kept = Array.from({ length: 500_000 }, (_, index) => ({ index, text: String(index) }))
  expect(young()).toBeGreaterThan(10 * MiB)
  ownHeap().collect()
  expect(young()).toBeLessThan(4 * MiB)
  expect(kept.length).toBe(500_000)
})

function young(): number {
  const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  return space?.space_size ?? 0
}
