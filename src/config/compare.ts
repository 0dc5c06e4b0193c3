/** Looks at configurations by option: what a reload changed, and what may be shown. */
import { namedOptions, type Config, type NamedOption } from './schema.ts'

export interface ConfigChange {
  /** Options whose values differ, as people write them. */
  readonly changed: readonly string[]
  /** Those of them that wait for the next start. */
  readonly needRestart: readonly string[]
}

export function compareConfigs(before: Config, after: Config): ConfigChange {
  const differing = namedOptions.filter(
    (named) => JSON.stringify(valueOf(before, named)) !== JSON.stringify(valueOf(after, named)),
  )
  return {
    changed: differing.map(({ path }) => path),
    needRestart: differing.filter(({ option }) => option.reload === 'restart').map(({ path }) => path),
  }
}

/** Every option's value by its path, with secrets masked: fit for logs and terminals. */
export function maskedConfig(
  config: Config,
  table: readonly NamedOption[] = namedOptions,
): Record<string, unknown> {
  return Object.fromEntries(
    table.map((named) => [named.path, named.option.secret === true ? '[hidden]' : valueOf(config, named)]),
  )
}

function valueOf(config: Config, { keys }: NamedOption): unknown {
  return keys.reduce<unknown>(
    (values, key) => (typeof values === 'object' && values !== null ? Reflect.get(values, key) : undefined),
    config,
  )
}
