/** Reads options from environment variables: `PARLANCE_PLAIN__PORT=2000`. */
import { readWritten } from './flag-source.ts'
import { namedOptions } from './schema.ts'
import { emptySource, entry, fault, joined, type Source } from './source.ts'
import { nearestOption } from './suggest.ts'

const prefix = 'PARLANCE_'

export type Environment = Readonly<Record<string, string | undefined>>

export function readEnvironmentSource(environment: Environment): Source {
  const names = Object.keys(environment).filter((name) => name.startsWith(prefix))
  return joined(names.map((name) => variableEntry(name, environment[name] ?? '')))
}

/** The variable of an option: `limits.messageLength` → `PARLANCE_LIMITS__MESSAGE_LENGTH`. */
export function variableName(path: string): string {
  return prefix + path.replace(/[A-Z]/g, '_$&').replaceAll('.', '__').toUpperCase()
}

/** Single underscores inside a name and the case of its letters do not matter. */
function variableEntry(name: string, written: string): Source {
  const found = namedOptions.find(({ path }) => sections(variableName(path)) === sections(name))
  if (found !== undefined) return entry(found, readWritten(found, written), name)
  const meant = namedOptions.find(({ path }) => folded(variableName(path)) === folded(name))
  if (meant !== undefined) return unknownVariable(name, meant.path)
  // Container platforms set variables such as PARLANCE_SERVICE_HOST of their own accord: without "__" they mean nothing.
  if (!name.includes('__')) return emptySource
  return unknownVariable(name, nearestOption(name.slice(prefix.length).replaceAll('__', '.')))
}

function unknownVariable(name: string, meant: string | null): Source {
  return fault(
    name,
    null,
    meant === null ? 'unknown option' : `unknown option; did you mean ${variableName(meant)}?`,
  )
}

function sections(name: string): string {
  return name.slice(prefix.length).split('__').map(folded).join('.')
}

function folded(name: string): string {
  return name.replaceAll('_', '').toUpperCase()
}
