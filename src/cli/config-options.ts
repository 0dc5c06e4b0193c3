/** `--config` and `--set`: the same for every sub-command that needs the configuration. */
import type { Command } from 'commander'
import { ConfigError, loadConfig, type ConfigSources, type LoadedConfig } from '../config/load.ts'
import { badUsage, Failure } from './failure.ts'

export interface ConfigFlags {
  readonly config?: string
  readonly set: readonly string[]
}

export function withConfigOptions(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration file (default: parlance.yaml here, if there is one)')
    .option(
      '--set <section.key=value>',
      'set one option, stronger than file and environment (repeatable)',
      collect,
      [],
    )
}

export function sourcesOf(flags: ConfigFlags): ConfigSources {
  return { file: flags.config ?? null, set: flags.set, environment: process.env }
}

/** Reads the configuration, or fails naming every fault. */
export function configOf(flags: ConfigFlags): LoadedConfig {
  try {
    return loadConfig(sourcesOf(flags))
  } catch (error) {
    if (error instanceof ConfigError) throw configFailure(error)
    throw error
  }
}

/** What is wrong on the command line alone is bad usage; the rest is a fault of what it names. */
export function configFailure(error: ConfigError): Failure {
  const onlyFlags = error.faults.every(({ where }) => where.startsWith('--'))
  return new Failure(error.message, onlyFlags ? badUsage : 1)
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
