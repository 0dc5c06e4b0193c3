/** Lines of a text that comes in pieces. */
import { expect, test } from 'vitest'
import { textLines } from '../../src/lib/text-lines.ts'

async function* each(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

async function linesOf(pieces: readonly string[], longest = 100): Promise<string[]> {
  const lines: string[] = []
  for await (const line of textLines(each(pieces), longest)) lines.push(line)
  return lines
}

test.each([
  [[], []],
  [['one\n'], ['one']],
  [['one\ntwo'], ['one', 'two']],
  [
    ['o', 'n', 'e\ntw', 'o\n\nfour'],
    ['one', 'two', '', 'four'],
  ],
  [['a\u2028b\rc\n'], ['a\u2028b\rc']],
])('%j are the lines %j', async (pieces, lines) => {
  expect(await linesOf(pieces)).toEqual(lines)
})

test('a line that goes on for too long is refused before all of it has come', async () => {
  await expect(linesOf(['x'.repeat(60), 'x'.repeat(60)])).rejects.toThrow(/longer than 100/)
})
