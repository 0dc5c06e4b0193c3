/** The numbered rules of docs/rules.md and the scenes and tests that show them: none without the other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readScenes } from './play/scene-file.ts'

const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8')
const rules = [...document.matchAll(/^- \*\*([MCUABTNW]\d+)\*\* /gm)].flatMap(([, rule]) => rule ?? [])
const quoted = new Set([...readScenes().flatMap(({ rules }) => rules), ...rulesOfPrograms()])

/** The doors that people type at have no tokens, make no bots and call nobody: the rules of these are quoted by the names of tests. */
function rulesOfPrograms(): readonly string[] {
  const tests = join(import.meta.dirname, '..')
  const places = ['core/tokens', 'core/push', 'effects/push', 'protocols/api/door']
  const folders = places.map((place) => join(tests, place))
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  return texts.flatMap((text) => [...text.matchAll(/\(rule ([TBN]\d+)\)/g)].flatMap(([, rule]) => rule ?? []))
}

test('every rule is shown by a scene, or a test of tokens, bots or calls', () => {
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
