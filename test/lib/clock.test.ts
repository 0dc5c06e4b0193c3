/** The real clock, and the one that tests move by hand: both keep the same promises. */
import { describe, expect, test } from 'vitest'
import { createSystemClock } from '../../src/lib/clock.ts'
import { ManualClock } from '../support/manual-clock.ts'

describe('the system clock', () => {
  test('tells the time of day', () => {
    expect(Math.abs(createSystemClock().now() - Date.now())).toBeLessThan(1000)
  })

  test('runs once after a while, and again and again, until it is told to stop', async () => {
    const clock = createSystemClock()
    const seen: string[] = []
    clock.after(1, () => seen.push('cancelled'))()
    await new Promise<void>((resolve) => {
      clock.after(1, () => seen.push('once'))
      const stop = clock.every(1, () => {
        if (seen.push('often') > 4) resolve(stop())
      })
      // The clock's own timers do not keep a process alive.
      setTimeout(resolve, 5000).unref()
    })
    expect(seen.filter((word) => word === 'once')).toHaveLength(1)
    expect(seen).not.toContain('cancelled')
  })

  test('a wait longer than the platform allows does not end at once', async () => {
    const clock = createSystemClock()
    let ran = false
    const cancel = clock.after(2 ** 40, () => (ran = true))
    await new Promise((resolve) => clock.after(5, () => resolve(null)))
    expect(ran).toBe(false)
    cancel()
  })
})

describe('the manual clock', () => {
  test('runs what is due, in the order of time, then of making', () => {
    const clock = new ManualClock(0)
    const seen: string[] = []
    clock.after(20, () => seen.push(`b${clock.now()}`))
    clock.after(10, () => seen.push(`a${clock.now()}`))
    clock.after(20, () => seen.push(`c${clock.now()}`))
    clock.after(31, () => seen.push('never'))
    clock.advance(30)
    expect(seen).toEqual(['a10', 'b20', 'c20'])
    expect(clock.now()).toBe(30)
  })

  test('repeats until it is ended, and runs what was made on the way', () => {
    const clock = new ManualClock(0)
    const seen: number[] = []
    const stop = clock.every(10, () => {
      seen.push(clock.now())
      if (seen.length === 3) clock.after(1, stop)
    })
    clock.advance(100)
    expect(seen).toEqual([10, 20, 30])
    expect(clock.waiting).toBe(0)
  })
})
