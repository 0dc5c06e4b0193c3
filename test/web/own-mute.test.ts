import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OwnMute } from '../../web/src/state/own-mute.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

test('ends with its time, or when it is lifted, and a later one counts', () => {
  const mute = new OwnMute()
  expect(mute.current.value).toBeNull()
  mute.set({ until: 1_060_000, reason: 'loud' })
  vi.advanceTimersByTime(59_999)
  expect(mute.current.value).toEqual({ until: 1_060_000, reason: 'loud' })
  vi.advanceTimersByTime(1)
  expect(mute.current.value).toBeNull()
  mute.set({ until: 1_120_000, reason: null })
  mute.set({ until: 1_180_000, reason: null })
  vi.advanceTimersByTime(60_000)
  expect(mute.current.value?.until).toBe(1_180_000)
  mute.set(null)
  expect(vi.getTimerCount()).toBe(0)
})

test('without an end, and with one in many weeks, lasts', () => {
  const mute = new OwnMute()
  mute.set({ until: null, reason: null })
  vi.advanceTimersByTime(2 ** 33)
  expect(mute.current.value).not.toBeNull()
  const until = Date.now() + 2 ** 32
  mute.set({ until, reason: null })
  vi.advanceTimersByTime(2 ** 32 - 1)
  expect(mute.current.value).toEqual({ until, reason: null })
  vi.advanceTimersByTime(1)
  expect(mute.current.value).toBeNull()
})
