/** Owns the configuration in force: one frozen value, swapped whole by a reload. */
import { compareConfigs } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { ReloadReport } from '../core/ports.ts'

export class LiveConfig {
  #current: Config
  readonly #reread: () => Config

  constructor(config: Config, reread: () => Config) {
    this.#current = config
    this.#reread = reread
  }

  get current(): Config {
    return this.#current
  }

  /** Throws what `reread` throws, and then nothing has changed. */
  reload(): ReloadReport {
    const next = this.#reread()
    const report = compareConfigs(this.#current, next)
    this.#current = next
    return report
  }
}
