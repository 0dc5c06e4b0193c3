/** Checks one value against its option, in words that say what would be accepted. */
import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { Entry } from './source.ts'

export function entryFaults({ option: { path, option }, value, where }: Entry): readonly Fault[] {
  const checked = option.shape.safeParse(value)
  if (checked.success) return []
  return checked.error.issues.map((issue) => ({ where, option: path, problem: problemOf(issue, value) }))
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  const index = issue.path[0]
  if (typeof index !== 'number' || !Array.isArray(value)) return wordsOf(issue, value)
  return `entry ${index + 1}: ${wordsOf(issue, value[index])}`
}

function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${units[issue.origin] ?? ''}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${units[issue.origin] ?? ''}`
  if (issue.code === 'invalid_value') return choice(issue.values.map(String))
  if (issue.code === 'invalid_type')
    return `must be ${types[issue.expected] ?? issue.expected}, not ${shown(value)}`
  return issue.message
}

function choice(values: readonly string[]): string {
  return `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`
}

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' }

const types: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a whole number',
  string: 'text (in quotes when it looks like a number)',
  boolean: 'true or false',
  array: 'a list',
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 60)
}
