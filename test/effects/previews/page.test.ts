/** What is taken from the heads of strangers' pages: the best there is, cleaned, and never more than is good. */
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { cleaned } from '../../../src/effects/previews/clean.ts'
import { readPage } from '../../../src/effects/previews/page.ts'

const most = 512 * 1024

/** In pieces, as a network brings it. */
function bodyOf(bytes: Buffer, piece = 1000): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  )
  return Readable.from(pieces)
}

function read(html: string | Buffer, charset: string | null = null, piece?: number) {
  return readPage(bodyOf(Buffer.from(html), piece), { charset, most })
}

const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`

test('OpenGraph goes before cards, and cards before the page itself', async () => {
  const plain = '<title>Plain</title><meta name="description" content="Plain words">'
  const card = '<meta name="twitter:title" content="Card"><meta name="twitter:image" content="/card.png">'
  const graph = meta('og:title', 'Graph') + meta('og:image', '/graph.png') + meta('og:site_name', 'Site')
  expect(await read(plain)).toEqual({ siteName: null, title: 'Plain', text: 'Plain words', picture: null })
  expect(await read(plain + card)).toMatchObject({ title: 'Card', text: 'Plain words', picture: '/card.png' })
  expect(await read(`<head>${plain}${card}${graph}</head>`)).toEqual({
    siteName: 'Site',
    title: 'Graph',
    text: 'Plain words',
    picture: '/graph.png',
  })
  expect(await read('<link rel="image_src" href="/old.png">')).toMatchObject({ picture: '/old.png' })
  expect(await read('')).toEqual({ siteName: null, title: null, text: null, picture: null })
})

test('of two the first counts, and an empty one does not', async () => {
  expect(await read(meta('og:title', ' ') + '<title>Real</title>')).toMatchObject({ title: 'Real' })
  expect(await read(meta('og:title', 'One') + meta('og:title', 'Two'))).toMatchObject({ title: 'One' })
  expect(await read('<title>One</title><title>Two</title>')).toMatchObject({ title: 'One' })
})

test('nothing after the head counts', async () => {
  expect(await read('<head><title>Head</title></head>' + meta('og:title', 'Body'))).toMatchObject({
    title: 'Head',
  })
  expect(await read('<title>Head</title><body>' + meta('og:title', 'Body'))).toMatchObject({ title: 'Head' })
})

test('programs, tags and entities in a title are text', async () => {
  const found = await read(
    '<title>&lt;script&gt;alert(1)&lt;/script&gt; <b>bold</b> &amp; &#128512;</title>' +
      '<script>document.title = "<title>no</title>"</script>' +
      meta('og:description', '&lt;img src=x onerror=alert(1)&gt;'),
  )
  expect(found.title).toBe('<script>alert(1)</script> <b>bold</b> & 😀')
  expect(found.text).toBe('<img src=x onerror=alert(1)>')
})

test.each([
  ['told by the sender', 'iso-8859-1', Buffer.from('<title>H\xf6he</title>', 'latin1'), 'Höhe'],
  [
    'told by the page',
    null,
    Buffer.from('<meta charset="iso-8859-1"><title>H\xf6he</title>', 'latin1'),
    'Höhe',
  ],
  [
    'told by the page as in old times',
    null,
    Buffer.from(
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>\xcf\xf0\xe8</title>',
      'latin1',
    ),
    'При',
  ],
  ['UTF-8 that nobody told', null, Buffer.from('<title>Höhe</title>'), 'Höhe'],
  ['neither UTF-8 nor told', null, Buffer.from('<title>H\xf6he</title>', 'latin1'), 'Höhe'],
  ['that does not exist', 'klingon', Buffer.from('<title>Höhe</title>'), 'Höhe'],
  ['UTF-16 by its mark', null, Buffer.from('\ufeff<title>Höhe</title>', 'utf16le'), 'Höhe'],
  ['told wrongly, with its mark', 'iso-8859-1', Buffer.from('\ufeff<title>Höhe</title>'), 'Höhe'],
])('letters %s', async (_, charset, bytes, title) => {
  for (const piece of [1, 7, 100_000]) expect(await read(bytes, charset, piece)).toMatchObject({ title })
})

test('a head without an end is read to a bound, and no more is taken of whoever sends', async () => {
  let sent = 0
  const endless = Readable.from(
    (function* () {
      yield Buffer.from('<title>Here</title>')
      for (;;) {
        sent += 10_000
        yield Buffer.from(`<meta name="x" content="${'y'.repeat(9970)}">`)
      }
    })(),
  )
  expect(await readPage(endless, { charset: null, most })).toMatchObject({ title: 'Here' })
  expect(sent).toBeLessThan(most * 1.2)
  expect(endless.destroyed).toBe(true)
})

test('megabytes made to take long take none', async () => {
  const large = 500_000
  const began = performance.now()
  const heads = [
    `<title>${'x'.repeat(large)}`,
    meta('og:title', 'x'.repeat(large)),
    '<a'.repeat(large / 2),
    '<div>'.repeat(large / 5),
    '<div>'.repeat(60) + '<p></div>'.repeat(large / 9),
    '&'.repeat(large),
    '<!--'.repeat(large / 4),
    '<meta '.repeat(large / 6),
    `<meta ${'a=b '.repeat(large / 4)}>`,
  ]
  for (const head of heads) await read(head, null, 65_536)
  expect(performance.now() - began).toBeLessThan(1500)
  expect((await read(heads[0] ?? '')).title).toHaveLength(200)
})

test('what breaks off is no page', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('<title>Half')
      throw new Error('cut')
    })(),
  )
  await expect(readPage(broken, { charset: null, most })).rejects.toThrow('cut')
})

test.each([
  ['  many \n\t gaps ', 'many gaps'],
  ['\u202egnp.exe\u202c \u2066x\u2069', 'gnp.exe x'],
  ['bell\u0007 \u001b[31mred', 'bell [31mred'],
  ['half \ud83d a letter', 'half  a letter'],
  ['👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
  ['\u200b\u200e\ufeff', null],
  ['', null],
  [undefined, null],
])('%j is cleaned', (written, wanted) => {
  expect(cleaned(written, 100)).toBe(wanted)
})

test('long texts are cut between letters, and say so', () => {
  expect(cleaned('😀'.repeat(100), 10)).toBe(`${'😀'.repeat(9)}…`)
  expect(cleaned('a'.repeat(10), 10)).toBe('a'.repeat(10))
})
