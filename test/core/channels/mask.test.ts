import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isListed, matchesMask } from '../../../src/core/channels/mask.ts'
import type { UserId } from '../../../src/core/types.ts'
import { seeded } from '../../support/seed.ts'
import { workOf } from '../../support/stopwatch.ts'

describe('masks', () => {
  it.each([
    ['john', 'john', true],
    ['jo?n', 'john', true],
    ['j*', 'john', true],
    ['*', '', true],
    ['*n', 'john', true],
    ['j*h*n', 'john', true],
    ['jo?', 'john', false],
    ['', 'john', false],
    ['john?', 'john', false],
    ['a*b*c', 'abab', false],
  ])('%j on %j: %s', (mask, name, matches) => {
    expect(matchesMask(mask, name)).toBe(matches)
  })

  it('that are a name fit what somebody goes by and their account, and no other name leads around them', () => {
    const person = { id: 'u' as UserId, name: 'Johnny', account: 'John', userhost: 'j@john.user' }
    const fits = (mask: string) =>
      isListed([{ list: 'ban', mask, by: 'mary', createdAt: 0, expiresAt: null }], 'ban', person) !== null
    const fitting = ['john', 'JOHNNY', 'j*n', 'account:john', 'johnny!*@*', '*!j@john.user', '*!*@JOHN.*']
    expect(fitting.filter((mask) => !fits(mask))).toEqual([])
    const others = ['joh', 'account:johnny', 'john!*@*x', 'john!j@*', '*!*@mary.user']
    expect(others.filter(fits)).toEqual([])
  })

  it('agree with the regular expression they stand for', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    const names = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
    fc.assert(
      fc.property(letters, names, (mask, name) => {
        const same = new RegExp(`^${mask.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(matchesMask(mask, name)).toBe(same.test(name))
      }),
      seeded('masks'),
    )
  })

  it('cannot be made expensive', () => {
    const work = workOf(() => {
      matchesMask('*a'.repeat(32), 'b'.repeat(32))
      matchesMask('*a*a*a*a*a*a*a*b', 'a'.repeat(5000))
    })
    expect(work).toBeLessThan(500)
  })
})
