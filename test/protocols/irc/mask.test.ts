import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsMask, isHostname, normaliseMask, splitUserhost } from '../../../src/protocols/irc/mask.ts'
import { seeded } from '../../support/seed.ts'
import { workOf } from '../../support/stopwatch.ts'
import { fitting, hostnames, normalised, userhosts } from './vectors/masks.ts'

describe('a mask', () => {
  it.each(fitting)('%j on %j: %s', (mask, source, fits) => {
    expect(fitsMask(mask, source)).toBe(fits)
  })

  it.each(normalised)('%j is written out as %j', (mask, whole) => {
    expect(normaliseMask(mask)).toBe(whole)
  })

  it('that is written out stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '!', '@', '*', '?') }), (mask) => {
        const whole = normaliseMask(mask)
        expect(normaliseMask(whole)).toBe(whole)
      }),
      seeded('masks'),
    )
  })
})

describe('a source', () => {
  it.each(userhosts)('%j has its parts', (source, nick, user, host) => {
    expect(splitUserhost(source)).toEqual({ nick, user, host })
  })
})

describe('a host name', () => {
  it.each(hostnames)('%j: %s', (host, valid) => {
    expect(isHostname(host)).toBe(valid)
  })

  it('is judged at once, however long', () => {
    const work = workOf(() => {
      isHostname(`${'a-'.repeat(500_000)}.`)
      isHostname(`${'a'.repeat(250)}-.`)
    })
    expect(work).toBeLessThan(500)
  })
})
