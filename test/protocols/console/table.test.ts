import { describe, expect, it } from 'vitest'
import { cutToWidth, displayWidth } from '../../../src/protocols/console/display-width.ts'
import { pairs, table } from '../../../src/protocols/console/table.ts'

describe('the width of a text on a terminal', () => {
  it.each([
    ['', 0],
    ['john', 4],
    ['Zoë', 3],
    ['Zoe\u0308', 3],
    ['日本語', 6],
    ['한국', 4],
    ['ｗｉｄｅ', 8],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['шшш', 3],
    ['\u200b', 0],
  ])('%s', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('is kept by a cut, which never halves a letter', () => {
    expect(cutToWidth('日本語', 6)).toBe('日本語')
    expect(cutToWidth('日本語', 5)).toBe('日本…')
    expect(cutToWidth('日本語', 4)).toBe('日…')
    expect(cutToWidth('abcdef', 4)).toBe('abc…')
  })
})

describe('a table', () => {
  const shape = {
    none: 'none',
    columns: {
      NAME: ({ name }: Row) => name,
      COUNT: ({ count }: Row) => count,
      TOPIC: ({ topic }: Row) => topic,
    },
  }
  interface Row {
    readonly name: string
    readonly count: number
    readonly topic: string
  }

  it('is aligned by what is seen, in any script', () => {
    const rows = [
      { name: '日本語', count: 5, topic: 'hello' },
      { name: 'a', count: 1000, topic: '' },
    ]
    expect(table(shape, rows)).toBe(
      ['NAME    COUNT  TOPIC', '日本語      5  hello', 'a        1000'].join('\n'),
    )
  })

  it('has one line per row, whatever is in the cells', () => {
    const hostile = 'x\n\u001b[2J\u0007\u202e\u0000y\r\tz'
    const text = table(shape, [{ name: hostile, count: 1, topic: hostile }])
    expect(text.split('\n')).toHaveLength(2)
    // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
  })

  it('cuts what is too long, except at the end of the line', () => {
    const [, row = ''] = table(shape, [{ name: 'n'.repeat(200), count: 1, topic: 't'.repeat(200) }]).split(
      '\n',
    )
    expect(row).toContain(`${'n'.repeat(47)}…`)
    expect(row).toContain('t'.repeat(200))
  })

  it('without rows says so in words', () => {
    expect(table(shape, [])).toBe('none')
  })

  it('of pairs has a column of names', () => {
    expect(
      pairs([
        ['users', 3],
        ['running for', '5 s'],
      ]),
    ).toBe('users        3\nrunning for  5 s')
  })
})
