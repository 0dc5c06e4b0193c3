/** The numbered rules of docs/rules.md and the scenes that show them: none without the other. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readScenes } from './play/scene-file.ts'

const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8')
const rules = [...document.matchAll(/^- \*\*([MCUAW]\d+)\*\* /gm)].flatMap(([, rule]) => rule ?? [])
const quoted = new Set(readScenes().flatMap(({ rules }) => rules))

test('every rule is shown by a scene', () => {
  expect(rules.length).toBeGreaterThan(0)
  expect(rules.filter((rule) => !quoted.has(rule))).toEqual([])
})

test('every rule a scene quotes exists', () => {
  expect([...quoted].filter((rule) => !rules.includes(rule))).toEqual([])
})

test('no rule has the number of another', () => {
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([])
})

test('every scene quotes a rule', () => {
  expect(readScenes().flatMap(({ file, rules }) => (rules.length === 0 ? [file] : []))).toEqual([])
})
