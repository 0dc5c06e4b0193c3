import { describe, expect, it } from 'vitest'
import { formatMessage, lineBytes } from '../../../src/protocols/irc/grammar.ts'
import { helpFor, helpLines, helpTopics } from '../../../src/protocols/irc/help.ts'
import { numerics } from '../../../src/protocols/irc/numerics.ts'

const sourceBytes = 64
const nick = 'n'.repeat(32)

describe('HELP', () => {
  it('has an index that names every command', () => {
    const lines = helpFor('')?.lines.join(' ').split(' ')
    expect(lines).toEqual(expect.arrayContaining([...helpTopics]))
    expect(helpFor('index')).toEqual(helpFor(''))
    expect(helpLines('')).toEqual(helpFor('')?.lines)
  })

  it.each([
    ['privmsg', 'PRIVMSG'],
    ['/join #a', 'JOIN'],
    ['  HELPOP', 'HELPOP'],
  ])('on %j is about %s', (words, subject) => {
    expect(helpFor(words)?.subject).toBe(subject)
  })

  it.each(['THISISNOTACOMMAND', '__proto__', 'constructor', '\u0000', '/'.repeat(3)])(
    'on %j is nothing',
    (words) => {
      expect(helpFor(words)).toBeNull()
      expect(helpLines(words)).toBeNull()
    },
  )

  it('fits into lines', () => {
    for (const topic of ['', ...helpTopics]) {
      const found = helpFor(topic)
      for (const line of found?.lines ?? ['']) {
        const text = formatMessage({
          source: 's'.repeat(sourceBytes),
          command: '705',
          params: [nick, found?.subject ?? '', line],
        })
        expect(line).not.toBe('')
        expect(Buffer.byteLength(text) + 2).toBeLessThanOrEqual(lineBytes)
      }
    }
  })
})

describe('numerics', () => {
  it('are three digits, each once, in order', () => {
    const numbers: readonly string[] = Object.values(numerics)
    expect(numbers.filter((number) => !/^\d{3}$/.test(number))).toEqual([])
    expect(numbers).toEqual([...new Set(numbers)].toSorted())
    expect(Object.isFrozen(numerics)).toBe(true)
  })
})
