/** Which links in a text are looked at. */
import { expect, test } from 'vitest'
import { linksIn } from '../../../src/core/messages/links.ts'

test.each([
  ['see https://example.org/a', ['https://example.org/a']],
  ['https://example.org', ['https://example.org/']],
  ['HTTP://Example.org/Path', ['http://example.org/Path']],
  ['(https://example.org/a), and more.', ['https://example.org/a']],
  ['https://en.example.org/wiki/Cat_(animal).', ['https://en.example.org/wiki/Cat_(animal)']],
  [
    '[words](https://example.org/b) **https://example.org/c**',
    ['https://example.org/b', 'https://example.org/c'],
  ],
  ['https://example.org/a#part https://example.org/a#other', ['https://example.org/a']],
  ['https://höhe.example/', ['https://xn--hhe-sna.example/']],
  [
    'https://a.example/1 https://b.example/2 https://c.example/3 https://d.example/4',
    ['https://a.example/1', 'https://b.example/2', 'https://c.example/3'],
  ],
  ['no link: ftp://example.org, mailto:a@b.c, javascript://x, //example.org', []],
  [
    '`https://example.org/code` and ```\nhttps://example.org/block\n``` and ``a ` https://example.org/x``',
    [],
  ],
  ['```\nhttps://example.org/open', []],
  ['not wanted: <https://example.org/quiet>', []],
  ['https://john:secret@example.org/', []],
  ['https://', []],
  ['https://[nonsense', []],
  [`https://example.org/${'a'.repeat(3000)}`, []],
  ['plain words', []],
])('%s', (text, links) => {
  expect(linksIn(text)).toEqual(links)
})

test('texts made to take long take none', () => {
  const began = performance.now()
  for (const part of ['https://', '`', '(', '[', 'https://a.b/)))', '```', '. '])
    linksIn(`://${part.repeat(Math.ceil(4000 / part.length))}`)
  expect(performance.now() - began).toBeLessThan(500)
})
