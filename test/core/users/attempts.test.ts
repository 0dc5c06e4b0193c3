import { describe, expect, it } from 'vitest'
import { ChatError } from '../../../src/core/errors.ts'
import { Attempts } from '../../../src/core/users/attempts.ts'

const john = { address: '203.0.113.1', name: 'john', now: 0, limited: true }

function waitOf(act: () => void): number {
  try {
    act()
    return 0
  } catch (error) {
    if (error instanceof ChatError && error.code === 'too-many-attempts') {
      return (error.details as { retryAfter: number }).retryAfter
    }
    throw error
  }
}

describe('attempts to sign in', () => {
  it('are free at first, then wait twice as long each time, at most a minute for a name', () => {
    const attempts = new Attempts()
    let now = 0
    const waits: number[] = []
    for (let attempt = 0; attempt < 14; attempt++) {
      const tried = { ...john, address: `203.0.113.${attempt}`, now }
      const wait = waitOf(() => attempts.begin(tried))
      waits.push(wait)
      now += wait * 1000
      if (wait > 0) attempts.begin({ ...tried, now })
    }
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(waits.slice(5, 9)).toEqual([1, 2, 4, 8])
    expect(Math.max(...waits)).toBe(60)
  })

  it('count before the password is checked, so that many at once gain nothing', () => {
    const attempts = new Attempts()
    const waits = Array.from({ length: 10 }, () => waitOf(() => attempts.begin(john)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
  })

  it('are forgiven for a name that succeeds', () => {
    const attempts = new Attempts()
    const tried = { ...john, name: 'John' }
    for (let round = 0; round < 5; round++) attempts.begin(tried)
    attempts.succeeded(john)
    expect(waitOf(() => attempts.begin(tried))).toBe(0)
  })

  it('count an IPv6 address by its /64', () => {
    const attempts = new Attempts()
    const waits = Array.from({ length: 110 }, (_, index) =>
      waitOf(() => attempts.begin({ ...john, address: `2001:db8::${index + 1}`, name: `name${index}` })),
    )
    expect(waits.filter((wait) => wait > 0)).toHaveLength(10)
  })

  it('leave other addresses alone', () => {
    const attempts = new Attempts()
    for (let index = 0; index < 140; index++) {
      waitOf(() => attempts.begin({ ...john, name: `name${index}` }))
    }
    expect(waitOf(() => attempts.begin({ ...john, address: '203.0.113.2', name: 'mary' }))).toBe(0)
  })

  it('are not slowed down where the configuration has no limits', () => {
    const attempts = new Attempts()
    const waits = Array.from({ length: 200 }, () => waitOf(() => attempts.begin({ ...john, limited: false })))
    expect(Math.max(...waits)).toBe(0)
  })

  it('limit how many users one address may register in an hour', () => {
    const attempts = new Attempts()
    const register = (now: number) =>
      waitOf(() => attempts.takeRegistration('203.0.113.1', { perHour: 2, now }))
    expect([register(0), register(0)]).toEqual([0, 0])
    expect(register(0)).toBe(1800)
    expect(register(1_800_000)).toBe(0)
  })

  it('that nothing slows down are told of once a minute for each address', () => {
    const attempts = new Attempts()
    const told = (address: string, now: number) => attempts.isWorthTelling(address, now)
    expect([told('203.0.113.1', 0), told('203.0.113.1', 59_999), told('203.0.113.2', 0)]).toEqual([
      true,
      false,
      true,
    ])
    expect([told('203.0.113.1', 60_000), told('203.0.113.1', 60_001)]).toEqual([true, false])
    expect([told('2001:db8::1', 0), told('2001:db8::2', 0), told('2001:db8:0:1::1', 0)]).toEqual([
      true,
      false,
      true,
    ])
  })
})
