import { expect, it } from 'vitest'
import { commands } from '../../src/core/commands.ts'

const all = Object.values(commands).flatMap((group) => Object.values(group))

it('every command has a name of its own, as noun.verb', () => {
  const names = all.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
})
