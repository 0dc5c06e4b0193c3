/** Checks one value against its option, in words that say what would be accepted. */
import type { z } from 'zod'
import type { Fault } from './fault.ts'
import type { Entry } from './source.ts'

export function entryFaults({ option: { path, option }, value, where }: Entry): readonly Fault[] {
  const checked = option.shape.safeParse(value)
  if (checked.success) return []
  const shown = option.secret === true ? hidden : value
  return checked.error.issues.map((issue) => ({ where, option: path, problem: problemOf(issue, shown) }))
}

/** Stands for a value of a secret option, which must not be repeated in a log. */
const hidden = Symbol('hidden')

function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  const place = issue.path.map((key) => (typeof key === 'number' ? `entry ${key + 1}: ` : `${String(key)}: `))
  return place.join('') + wordsOf(issue, inside(value, issue.path))
}

/** The part of a value that a fault is about. */
function inside(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (outer, key) => (typeof outer === 'object' && outer !== null ? Reflect.get(outer, key) : outer),
    value,
  )
}

function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}${units[issue.origin] ?? ''}`
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}${units[issue.origin] ?? ''}`
  if (issue.code === 'invalid_value') return choice(issue.values.map(String))
  if (issue.code === 'unrecognized_keys') return `unknown: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type')
    return `must be ${types[issue.expected] ?? issue.expected}${value === hidden ? '' : `, not ${shown(value)}`}`
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
  object: 'an entry with its values by name',
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 60)
}
