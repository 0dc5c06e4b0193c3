/** What a source of values answers: entries that know their place, and the faults met on the way. */
import type { Fault } from './fault.ts'
import { namedOptions, type NamedOption } from './schema.ts'
import { nearestOption } from './suggest.ts'

export interface Entry {
  readonly option: NamedOption
  readonly value: unknown
  readonly where: string
}

export interface Source {
  readonly entries: readonly Entry[]
  readonly faults: readonly Fault[]
}

export const emptySource: Source = { entries: [], faults: [] }

export function entry(option: NamedOption, value: unknown, where: string): Source {
  return { entries: [{ option, value, where }], faults: [] }
}

export function fault(where: string, option: string | null, problem: string): Source {
  return { entries: [], faults: [{ where, option, problem }] }
}

export function unknownOption(path: string, where: string): Source {
  const near = nearestOption(path)
  return fault(where, path, near === null ? 'unknown option' : `unknown option; did you mean ${near}?`)
}

export function joined(sources: readonly Source[]): Source {
  return {
    entries: sources.flatMap(({ entries }) => entries),
    faults: sources.flatMap(({ faults }) => faults),
  }
}

export function optionAt(path: string): NamedOption | undefined {
  return namedOptions.find((candidate) => candidate.path === path)
}

/** Whether options stand inside of it: `irc`, `irc.tls`. */
export function isSection(path: string): boolean {
  return namedOptions.some((candidate) => candidate.path.startsWith(`${path}.`))
}
