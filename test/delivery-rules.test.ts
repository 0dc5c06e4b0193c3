/** The numbered rules of docs/delivery.md and the tests that quote them in their names: none without the other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const document = readFileSync(join(here, '..', 'docs', 'delivery.md'), 'utf8')
const rules = [...document.matchAll(/^- \*\*(D\d+)\*\* /gm)].flatMap(([, rule]) => rule ?? [])

function quoted(): ReadonlySet<string> {
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const texts = files.map((file) => readFileSync(join(here, file), 'utf8'))
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\(rule (D\d+)\)/g)].flatMap(([, rule]) => rule ?? [])),
  )
}

test('every rule of delivery is quoted by a test, and every one that is quoted exists, once', () => {
  expect(rules.length).toBeGreaterThan(20)
  expect([...quoted()].toSorted()).toEqual([...new Set(rules)].toSorted())
  expect(new Set(rules).size).toBe(rules.length)
})
