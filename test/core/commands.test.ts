import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '../../src/core/commands.ts'

const all = Object.values(commands).flatMap((group) => Object.values(group))

it('every command has a name of its own, as noun.verb', () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
})

it('every command there is stands in the list', async () => {
  const core = join(import.meta.dirname, '../../src/core')
  const found: string[] = []
  for (const file of readdirSync(core, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    const exported: Record<string, unknown> = await import(join(core, file))
    for (const value of Object.values(exported)) if (isCommand(value)) found.push(value.name)
  }
  const listed: string[] = all.map(({ name }) => name)
  expect(found.toSorted()).toEqual(listed.toSorted())
})

function isCommand(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'who' in value && 'run' in value
}
