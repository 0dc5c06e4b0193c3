/** How sentences of scenes are read. */
import { expect, test } from 'vitest'
import { parseScene } from './play/scene-file.ts'
import { listed, sentencesOf, unquoted } from './play/sentence.ts'

const [joins] = sentencesOf({ '{who} joins {channel}[ with the key {text}]': async () => undefined })

test('slots are filled, and what is left out is empty', () => {
  expect(joins?.read('john joins #dev')).toMatchObject({
    who: 'john',
    channel: '#dev',
    text: '',
    tries: false,
  })
})

test('"tries to" is the same sentence, marked as an attempt', () => {
  const given = joins?.read(`john's phone tries to join #dev with the key "a \\"b\\""`)
  expect(given).toMatchObject({ who: "john's phone", channel: '#dev', text: 'a "b"', tries: true })
})

test('another sentence is not understood', () => {
  expect(joins?.read('john joins')).toBeNull()
})

test('texts can be repeated, or stand between back quotes as they are', () => {
  expect(unquoted('"ab" × 3')).toBe('ababab')
  expect(unquoted('`/pm "mary" hi`')).toBe('/pm "mary" hi')
  expect(listed('"a", "b, c"')).toEqual(['a', 'b, c'])
  expect(listed('john, mary and ann')).toEqual(['john', 'mary', 'ann'])
})

test('a scene has a title, rules, doors, settings and steps with their lines', () => {
  const scene = parseScene(
    'x.scene',
    '# Title.\nrule M1 M2\ndoor plain\nconfigure users.guests true\n\njohn registers\n',
  )
  expect(scene).toEqual({
    file: 'x.scene',
    title: 'Title.',
    rules: ['M1', 'M2'],
    doors: ['plain'],
    configuration: ['users.guests=true'],
    steps: [{ line: 6, text: 'john registers' }],
  })
})
