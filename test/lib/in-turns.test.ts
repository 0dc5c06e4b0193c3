/** Much is dealt with in order and in parts, and what follows from each counts. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InTurns } from '../../src/lib/in-turns.ts'

let now = 1000

beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => vi.restoreAllMocks())

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('what is dealt with in turns', () => {
  test('keeps its order, and begins at once', async () => {
    const dealt: number[] = []
    const turns = new InTurns<number>((item) => dealt.push(item))
    turns.add([1, 2])
    turns.add([3])
    expect(dealt).toEqual([1])
    await endOfTurn()
    expect(dealt).toEqual([1, 2, 3])
  })

  test('gives way when it has lasted, counting what follows through promises', async () => {
    const dealt: number[] = []
    const turns = new InTurns<number>((item) => {
      dealt.push(item)
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => (now += 3))
    })
    turns.add([1, 2, 3, 4, 5])
    await endOfTurn()
    expect(dealt).toEqual([1, 2])
    turns.add([6])
    await endOfTurn()
    expect(dealt).toEqual([1, 2, 3, 4])
    await endOfTurn()
    expect(dealt).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('takes what is added by what it deals with behind the rest', async () => {
    const dealt: number[] = []
    const turns: InTurns<number> = new InTurns((item) => {
      dealt.push(item)
      if (item === 1) turns.add([3])
    })
    turns.add([1, 2])
    await endOfTurn()
    await endOfTurn()
    expect(dealt).toEqual([1, 2, 3])
  })

  test('can be ended at once, and goes on as before', async () => {
    const dealt: number[] = []
    const turns = new InTurns<number>((item) => dealt.push(item))
    turns.add([1, 2])
    turns.finish()
    expect(dealt).toEqual([1, 2])
    turns.add([3])
    await endOfTurn()
    await endOfTurn()
    expect(dealt).toEqual([1, 2, 3])
  })
})
