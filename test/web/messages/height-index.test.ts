/** Sums of heights, held against the plain way of counting them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeightIndex } from '../../../web/src/messages/height-index.ts'
import { seeded } from '../../support/seed.ts'

const height = fc.integer({ min: 1, max: 200 })
const step = fc.oneof(
  fc.record({ do: fc.constant('set' as const), at: fc.nat(50), height }),
  fc.record({
    do: fc.constant('splice' as const),
    at: fc.nat(50),
    removed: fc.nat(10),
    added: fc.array(height, { maxLength: 10 }),
  }),
)

test('offsets and rows are those that counting one by one gives', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: -10, max: 4000 }), (steps, offset) => {
      const index = new HeightIndex()
      const plain: number[] = []
      for (const one of steps) {
        const at = Math.min(one.at, plain.length)
        if (one.do === 'splice') {
          const removed = Math.min(one.removed, plain.length - at)
          plain.splice(at, removed, ...one.added)
          index.splice(at, removed, one.added)
        } else if (at < plain.length) {
          plain[at] = one.height
          index.set(at, one.height)
        }
      }
      let sum = 0
      let found = 0
      for (const [at, each] of plain.entries()) {
        expect(index.offsetOf(at)).toBe(sum)
        if (sum <= offset) found = at
        sum += each
      }
      expect(index.total).toBe(sum)
      expect(index.indexAt(offset)).toBe(found)
    }),
    seeded('height-index'),
  )
})

test('a row that is not there changes nothing', () => {
  const index = new HeightIndex()
  index.splice(0, 0, [10, 20])
  index.set(-1, 5)
  index.set(2, 5)
  expect(index.total).toBe(30)
  expect(new HeightIndex().indexAt(100)).toBe(0)
})
