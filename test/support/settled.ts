/** Waits for what moves by itself to stop. */
import { expect } from 'vitest'

/** The number, when it was the same twenty times in a row: everything that can go on went on meanwhile. */
export async function settled(read: () => number): Promise<number> {
  const state = { last: NaN, times: 0 }
  const look = (): number => {
    const now = read()
    state.times = now === state.last ? state.times + 1 : 0
    state.last = now
    return state.times
  }
  await expect.poll(look, { interval: 25 }).toBeGreaterThan(20)
  return state.last
}
