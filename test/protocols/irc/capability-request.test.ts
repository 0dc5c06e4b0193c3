import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capabilityLines,
  parseCapabilities,
  parseCapVersion,
  type CapabilityAnswer,
} from '../../../src/protocols/irc/capability-request.ts'
import { formatMessage, lineBytes } from '../../../src/protocols/irc/grammar.ts'
import { seeded } from '../../support/seed.ts'

const answer: CapabilityAnswer = { source: 'irc.example.org', nick: '*', subcommand: 'LS', version: 302 }
const long = Array.from({ length: 60 }, (_, index) => `example.org/capability-${index}`)

describe('a list of capabilities', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['sasl', ['+sasl']],
    [' sasl  -batch ', ['+sasl', '-batch']],
    ['batch -batch batch', ['+batch', '-batch', '+batch']],
    ['- --x', ['-', '--x']],
    ['sasl=PLAIN', ['+sasl=PLAIN']],
  ])('%j', (list, changes) => {
    expect(parseCapabilities(list).map(({ name, on }) => (on ? '+' : '-') + name)).toEqual(changes)
  })

  it.each([
    [undefined, 301],
    ['', 301],
    ['302', 302],
    ['307', 307],
    ['0', 301],
    ['-1', 301],
    ['3e2', 301],
    ['9'.repeat(400), 301],
  ])('is of version %j', (word, version) => {
    expect(parseCapVersion(word)).toBe(version)
  })
})

describe('an answer', () => {
  it('that is short is one line', () => {
    expect(capabilityLines(['sasl=PLAIN', 'batch'], answer)).toEqual([['LS', 'sasl=PLAIN batch']])
    expect(capabilityLines([], answer)).toEqual([['LS', '']])
  })

  it('that is long is marked in all lines but the last', () => {
    const lines = capabilityLines(long, answer)
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.slice(0, -1).every((line) => line.length === 3 && line[1] === '*')).toBe(true)
    expect(lines.at(-1)).toHaveLength(2)
    expect(lines.flatMap((line) => (line.at(-1) ?? '').split(' '))).toEqual(long)
  })

  it('to a client before 302 is one line, and without the mark', () => {
    const lines = capabilityLines(long, { ...answer, version: 301 })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toHaveLength(2)
  })

  it('to a request is never marked', () => {
    const lines = capabilityLines(long, { ...answer, subcommand: 'ACK', version: 301 })
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.every((line) => line.length === 2)).toBe(true)
  })

  it('never makes a line too long', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'ä', '-', '='), minLength: 1, maxLength: 600 })
    fc.assert(
      fc.property(
        fc.array(name),
        fc.constantFrom('LS', 'LIST', 'NAK'),
        fc.constantFrom(301, 302),
        (names, subcommand, version) => {
          for (const line of capabilityLines(names, { ...answer, subcommand, version })) {
            const text = formatMessage({
              source: answer.source,
              command: 'CAP',
              params: ['*', ...line],
              trailing: true,
            })
            expect(Buffer.byteLength(text) + 2).toBeLessThanOrEqual(lineBytes)
          }
        },
      ),
      seeded('capabilities'),
    )
  })
})
