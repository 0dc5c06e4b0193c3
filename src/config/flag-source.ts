/** Reads options from the command line: `--set plain.port=2000`. */
import { parse } from 'yaml'
import type { NamedOption } from './schema.ts'
import { entry, fault, joined, optionAt, unknownOption, type Source } from './source.ts'

/** What a fault of a `--set` names as its place. */
export const setFlag = '--set'

/** The last of two assignments to one option counts. */
export function readFlagSource(assignments: readonly string[]): Source {
  return joined(assignments.map(assignmentEntry))
}

function assignmentEntry(assignment: string): Source {
  const equals = assignment.indexOf('=')
  if (equals < 1) return fault(setFlag, null, `must be section.key=value, not "${assignment}"`)
  const path = assignment.slice(0, equals).trim()
  const option = optionAt(path)
  if (option === undefined) return unknownOption(path, setFlag)
  return entry(option, readWritten(option, assignment.slice(equals + 1)), setFlag)
}

/** Text stays as written where an option holds text; elsewhere it is read as in the file, so that `[a, b]` is a list. */
export function readWritten({ option }: NamedOption, written: string): unknown {
  if (typeof option.default === 'string') return written
  const read = parsed(written)
  if (typeof read === 'string') return written
  // A password of digits is a text, and `null` is none.
  const fits = (value: unknown): boolean => option.shape.safeParse(value).success
  return !fits(read) && fits(written) ? written : read
}

function parsed(written: string): unknown {
  try {
    return parse(written)
  } catch {
    return written
  }
}
