/** A configuration as an operator writes it: a file in a folder of its own for each test, the environment, the command line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { ConfigError, loadConfig, type LoadedConfig } from '../../src/config/load.ts'

interface Written {
  readonly yaml?: string
  readonly environment?: Record<string, string>
  readonly set?: readonly string[]
}

interface WrittenConfig {
  /** Where its file is: another one for each test. */
  readonly folder: string
  /** Loads it from `parlance.yaml`. */
  readonly load: (written: Written) => LoadedConfig
  /** The faults as people see them, with the file's folder left away. */
  readonly faultsOf: (written: Written) => readonly string[]
}

export function useWrittenConfig(): WrittenConfig {
  const state = { folder: '' }

  beforeEach(() => {
    state.folder = mkdtempSync(join(tmpdir(), 'parlance-config-'))
  })

  afterEach(() => rmSync(state.folder, { recursive: true, force: true }))

  function load({ yaml, environment = {}, set = [] }: Written): LoadedConfig {
    const file = join(state.folder, 'parlance.yaml')
    writeFileSync(file, yaml ?? '')
    return loadConfig({ file, set, environment })
  }

  function faultsOf(written: Written): readonly string[] {
    try {
      load(written)
    } catch (error) {
      if (error instanceof ConfigError) return error.message.replaceAll(`${state.folder}/`, '').split('\n')
      throw error
    }
    return []
  }

  return {
    get folder() {
      return state.folder
    },
    load,
    faultsOf,
  }
}
