import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesMask } from '../../../src/core/channels/mask.ts'

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

  it('agree with the regular expression they stand for', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    const names = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
    fc.assert(
      fc.property(letters, names, (mask, name) => {
        const same = new RegExp(`^${mask.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(matchesMask(mask, name)).toBe(same.test(name))
      }),
    )
  })

  it('cannot be made expensive', () => {
    const started = performance.now()
    matchesMask('*a'.repeat(32), 'b'.repeat(32))
    matchesMask('*a*a*a*a*a*a*a*b', 'a'.repeat(5000))
    expect(performance.now() - started).toBeLessThan(500)
  })
})
