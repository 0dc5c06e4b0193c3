import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectChunk, saslChunks, type Collected } from '../../../src/protocols/irc/sasl-chunks.ts'
import { seeded } from '../../support/seed.ts'

function collect(chunks: readonly string[], ceiling = 100_000): Collected {
  let collected: Collected = { kind: 'more', gathered: '' }
  for (const chunk of chunks) {
    if (collected.kind !== 'more') throw new Error('a chunk too many')
    collected = collectChunk(collected.gathered, chunk, ceiling)
  }
  return collected
}

describe('chunks of AUTHENTICATE', () => {
  it.each([
    [0, ['+']],
    [1, ['eA==']],
    [297, ['eHh4'.repeat(99)]],
    [299, ['eHh4'.repeat(99) + 'eHg=', '+']],
    [300, ['eHh4'.repeat(100), '+']],
    [301, ['eHh4'.repeat(100), 'eA==']],
    [600, ['eHh4'.repeat(100), 'eHh4'.repeat(100), '+']],
  ])('of %d bytes', (length, chunks) => {
    expect(saslChunks('x'.repeat(length))).toEqual(chunks)
  })

  it.each([
    [['*'], 'aborted'],
    [['eHh4'.repeat(100), '*'], 'aborted'],
    [['eHh4'.repeat(100)], 'more'],
    [['eHh4'.repeat(101)], 'too-long'],
    [['eHh4'.repeat(100), 'eHh4'.repeat(100), 'eHh4'.repeat(100)], 'too-long'],
    [['eHh'], 'not-base64'],
    [['eHh4=='], 'not-base64'],
    [['eH*4'], 'not-base64'],
    [['e+'], 'not-base64'],
    [['eB=='], 'not-base64'],
    [['eHh_'], 'not-base64'],
    [['\u{1f600}'], 'not-base64'],
  ])('%j', (chunks, kind) => {
    expect(collect(chunks, 1000).kind).toBe(kind)
  })

  it('of nothing are nothing', () => {
    expect(collect([''])).toEqual({ kind: 'whole', bytes: Buffer.alloc(0) })
    expect(collect(['+'])).toEqual({ kind: 'whole', bytes: Buffer.alloc(0) })
  })

  it('put together are what was taken apart', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1500 }), (bytes) => {
        const chunks = saslChunks(bytes)
        expect(chunks.every((chunk) => chunk.length <= 400)).toBe(true)
        expect(collect(chunks)).toEqual({ kind: 'whole', bytes: Buffer.from(bytes) })
      }),
      seeded('chunks'),
    )
  })

  it('of any kind come to an end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', maxLength: 500 }),
        (gathered, chunk) => {
          expect(['more', 'whole', 'aborted', 'too-long', 'not-base64']).toContain(
            collectChunk(gathered, chunk, 1000).kind,
          )
        },
      ),
      seeded('any chunks'),
    )
  })
})
