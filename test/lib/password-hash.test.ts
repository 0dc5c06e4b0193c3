import { describe, expect, it } from 'vitest'
import { PasswordHasher } from '../../src/lib/password-hash.ts'

function hasher(options: { cost?: () => number; queue?: number } = {}): PasswordHasher {
  const { cost = () => 4, queue = 100 } = options
  return new PasswordHasher({
    cost,
    queue: () => queue,
    scramIterations: () => null,
    busy: () => new Error('busy'),
  })
}

describe('password hashes', () => {
  it('know the right password from a wrong one', async () => {
    const passwords = hasher()
    const hash = await passwords.hash('correct horse')
    expect(await passwords.verify('correct horse', hash)).toBe(true)
    expect(await passwords.verify('wrong horse', hash)).toBe(false)
  })

  it('cut nothing: 1,024 bytes that differ in the last one differ', async () => {
    const passwords = hasher()
    const long = 'é'.repeat(511)
    const hash = await passwords.hash(`${long}aa`)
    expect(await passwords.verify(`${long}ab`, hash)).toBe(false)
    expect(await passwords.verify(`${long}aa`, hash)).toBe(true)
  })

  it('answer false for an unknown name, whatever the password', async () => {
    const passwords = hasher()
    expect(await passwords.verify('decoy', null)).toBe(false)
  })

  it('do the same work for an unknown name as for a wrong password', async () => {
    const passwords = hasher({ cost: () => 9 })
    await passwords.warm()
    const hash = await passwords.hash('right')
    const [known, unknown] = await quickest(
      () => passwords.verify('wrong', hash),
      () => passwords.verify('wrong', null),
    )
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  it('are weak when the cost was raised since', async () => {
    let cost = 4
    const passwords = hasher({ cost: () => cost })
    const hash = await passwords.hash('secret')
    expect(passwords.isWeak(hash)).toBe(false)
    cost = 5
    expect(passwords.isWeak(hash)).toBe(true)
  })

  it('are refused as busy past the queue, and the queue goes on', async () => {
    const passwords = hasher({ cost: () => 6, queue: 5 })
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => passwords.hash('x')))
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(30)
    expect(refused.length).toBeLessThan(40)
    expect(await passwords.verify('x', await passwords.hash('x'))).toBe(true)
  })
})

/** The least time of each, taken in turns: on a busy machine that is the work itself. */
async function quickest(
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<readonly [number, number]> {
  let best: readonly [number, number] = [Infinity, Infinity]
  for (let round = 0; round < 15; round++)
    best = [Math.min(best[0], await timeOf(one)), Math.min(best[1], await timeOf(other))]
  return best
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
