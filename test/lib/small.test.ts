import { describe, expect, it } from 'vitest'
import { digest, isSameSecret, keyedDigest, randomWord } from '../../src/lib/digest.ts'
import { createIdMaker, isId } from '../../src/lib/id.ts'
import { Pending } from '../../src/lib/pending.ts'
import { minuteText, spanText } from '../../src/lib/time-text.ts'
import { fullBucket, isFull, takeTokens } from '../../src/lib/token-bucket.ts'

describe('identifiers', () => {
  it('sort in the order they were made, also within one millisecond and when the clock goes back', () => {
    const times = [1000, 1000, 1000, 999, 1001]
    let at = 0
    const newId = createIdMaker(() => times[at++ % times.length] ?? 0)
    const made = Array.from({ length: 50 }, () => newId<string>())
    expect(made.toSorted()).toEqual(made)
    expect(new Set(made).size).toBe(50)
    expect(made.every(isId)).toBe(true)
  })

  it.each(['', 'general', '#general', '01ARZ3NDEKTSV4RRFFQ69G5FA', 'Z1ARZ3NDEKTSV4RRFFQ69G5FAV'])(
    '%j is none',
    (text) => {
      expect(isId(text)).toBe(false)
    },
  )
})

describe('digests', () => {
  it('are the known ones of SHA-256 and HMAC-SHA-256', () => {
    expect(digest('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
    expect(keyedDigest('key', 'The quick brown fox jumps over the lazy dog')).toBe(
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
    )
  })

  it('compare secrets of any lengths', () => {
    expect(isSameSecret('secret', 'secret')).toBe(true)
    expect([isSameSecret('secret', 'Secret'), isSameSecret('secret', ''), isSameSecret('', 'x')]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('come with words that nobody can guess', () => {
    expect(new Set(Array.from({ length: 100 }, () => randomWord(18))).size).toBe(100)
    expect(randomWord(18)).toMatch(/^[\w-]{24}$/)
  })
})

describe('a budget', () => {
  const rate = { burst: 3, perSecond: 2 }

  it('gives its burst at once, then what time brings back', () => {
    const bucket = fullBucket(rate, 0)
    expect([1, 1, 1].map((cost) => takeTokens(bucket, cost, { ...rate, now: 0 }))).toEqual([0, 0, 0])
    expect(takeTokens(bucket, 1, { ...rate, now: 0 })).toBe(500)
    expect(takeTokens(bucket, 1, { ...rate, now: 500 })).toBe(0)
    expect(isFull(bucket, { ...rate, now: 1000 })).toBe(false)
    expect(isFull(bucket, { ...rate, now: 2000 })).toBe(true)
  })

  it('lets a cost above the burst through when full, so that nothing waits for ever', () => {
    expect(takeTokens(fullBucket(rate, 0), 10, { ...rate, now: 0 })).toBe(0)
  })

  it('is not filled by a clock that goes back', () => {
    const bucket = fullBucket(rate, 1000)
    takeTokens(bucket, 3, { ...rate, now: 1000 })
    expect(takeTokens(bucket, 1, { ...rate, now: 0 })).toBeGreaterThan(0)
  })
})

describe('times', () => {
  it.each([
    [0, '0 s'],
    [1, '1 s'],
    [60_000, '1 min'],
    [5_400_000, '1 h 30 min'],
    [90_061_000, '1 d 1 h'],
  ])('%i ms is %s', (span, text) => {
    expect(spanText(span)).toBe(text)
  })

  it('writes a minute in UTC', () => {
    expect(minuteText(Date.UTC(2026, 10, 22, 21, 4, 59))).toBe('2026-11-22 21:04')
  })
})

describe('pending work', () => {
  it('is waited for, also what is added meanwhile and what fails', async () => {
    const pending = new Pending()
    const done: string[] = []
    pending.add(
      Promise.resolve().then(() => {
        done.push('first')
        pending.add(Promise.resolve().then(() => done.push('second')))
      }),
    )
    pending.add(Promise.reject(new Error('expected')))
    await pending.settled()
    expect(done).toEqual(['first', 'second'])
  })
})
