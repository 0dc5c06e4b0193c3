/** Which nodes are dead, by one's own clock; and how long the database has been away. */
import { expect, test } from 'vitest'
import type { NodeId } from '../../../src/core/types.ts'
import { DatabaseWatch } from '../../../src/server/cluster/database-watch.ts'
import { LifeSigns } from '../../../src/server/cluster/life-signs.ts'

function node(id: string, beats: number) {
  return { id: id as NodeId, name: id, startedAt: 0, beats, published: 0, rosterVersion: 0, users: 0 }
}

function signs() {
  return new LifeSigns({ beatMs: 5000, deadMs: 15_000 })
}

test('a node whose beats stand still for the time is dead, one that beats late is not', () => {
  const life = signs()
  expect(life.look([node('a', 1), node('b', 1)], 0)).toEqual([])
  expect(life.look([node('a', 1), node('b', 2)], 5000)).toEqual([])
  expect(life.look([node('a', 1), node('b', 2)], 10_000)).toEqual([])
  expect(life.stillFor('a' as NodeId)).toBe(10_000)
  expect(life.look([node('a', 1), node('b', 3)], 15_000).map(({ id }) => id)).toEqual(['a'])
})

test('time in which nothing was read counts for no more than two beats', () => {
  const life = signs()
  life.look([node('a', 1)], 0)
  expect(life.look([node('a', 1)], 3_600_000)).toEqual([])
  expect(life.look([node('a', 2)], 3_605_000)).toEqual([])
  expect(life.stillFor('a' as NodeId)).toBe(0)
})

test('a node that comes anew begins anew', () => {
  const life = signs()
  life.look([node('a', 1)], 0)
  life.look([node('a', 1)], 10_000)
  life.look([], 12_000)
  expect(life.look([node('a', 1)], 20_000)).toEqual([])
})

test('the database is away once it has not answered for the time, and back with its first answer', () => {
  const told: boolean[] = []
  const watch = new DatabaseWatch({ limitMs: 60_000, away: (isAway) => told.push(isAway) }, 0)
  watch.failed(59_999)
  watch.answered(60_000)
  watch.failed(119_999)
  expect(told).toEqual([])
  watch.failed(120_000)
  watch.failed(125_000)
  watch.answered(130_000)
  watch.answered(135_000)
  expect(told).toEqual([true, false])
})
