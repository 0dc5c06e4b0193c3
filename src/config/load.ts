/** From what was written to a configuration: raw → defaults → checked → frozen, with every fault at once. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { entryFaults } from './check.ts'
import { combinationFaults } from './combinations.ts'
import { readEnvironmentSource, type Environment } from './environment-source.ts'
import { ConfigError, type Fault } from './fault.ts'
import { readFileSource } from './file-source.ts'
import { readFlagSource } from './flag-source.ts'
import { namedOptions, type Config } from './schema.ts'
import { emptySource, type Entry } from './source.ts'

export { hasTls } from './combinations.ts'
export { compareConfigs, maskedConfig } from './compare.ts'
export { ConfigError } from './fault.ts'

/** Where a configuration is read from; kept by the process, so that a reload reads the same places again. */
export interface ConfigSources {
  /** What `--config` names; `null` for `parlance.yaml` in the working directory, where there is one. */
  readonly file: string | null
  /** The arguments of `--set`, in order. */
  readonly set: readonly string[]
  readonly environment: Environment
}

export interface LoadedConfig {
  readonly config: Config
  /** The file that was read, or `null` when there was none. */
  readonly file: string | null
  /** Where each value that somebody gave came from: `plain.port` → `--set`. */
  readonly origins: Readonly<Record<string, string>>
}

const usualFile = 'parlance.yaml'

/** Reads and checks everything; throws a `ConfigError` that holds all faults. */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const file = sources.file ?? (existsSync(usualFile) ? usualFile : null)
  // Weakest first: what comes later replaces what came before.
  const read = [
    file === null ? emptySource : readFileSource(file),
    readEnvironmentSource(sources.environment),
    readFlagSource(sources.set),
  ]
  const entries = read.flatMap((source) => source.entries)
  const faults = read.flatMap(({ faults, entries }) => inOrder([...faults, ...entries.flatMap(entryFaults)]))
  if (faults.length > 0) throw new ConfigError(faults)
  const origins = Object.fromEntries(entries.map(({ option, where }) => [option.path, where]))
  const config = buildConfig(entries)
  const contradictions = combinationFaults(config, origins)
  if (contradictions.length > 0) throw new ConfigError(contradictions)
  return { config, file, origins }
}

/** The configuration of somebody who wrote nothing. */
export function defaultConfig(): Config {
  return buildConfig([])
}

/** The path of something inside the data folder. */
export function dataPath(config: Pick<Config, 'data'>, ...names: readonly string[]): string {
  return join(config.data, ...names)
}

/** As the lines of a file follow each other; faults of one place stay as they were found. */
function inOrder(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => a.where.localeCompare(b.where, 'en', { numeric: true }))
}

function buildConfig(entries: readonly Entry[]): Config {
  const given = new Map(entries.map(({ option, value }) => [option.path, value]))
  const built: Tree = {}
  for (const { path, keys, option } of namedOptions) {
    const value = given.has(path) ? option.shape.parse(given.get(path)) : option.default
    place(built, keys, structuredClone(value))
  }
  deepFreeze(built)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each value was checked by its option's shape: here it gets its type
  return built as Config
}

interface Tree {
  [key: string]: unknown
}

function place(tree: Tree, [key = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) {
    tree[key] = value
    return
  }
  const branch: Tree = Object(tree[key] ?? {})
  tree[key] = branch
  place(branch, deeper, value)
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.values(value).forEach(deepFreeze)
  Object.freeze(value)
}
