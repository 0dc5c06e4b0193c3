/** Owns the configuration in force: one frozen value, swapped whole by a reload. */
import { compareConfigs } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { ReloadReport } from '../core/ports.ts'

export class LiveConfig {
  readonly #atStart: Config
  #current: Config
  readonly #reread: () => Config

  constructor(config: Config, reread: () => Config) {
    this.#atStart = config
    this.#current = config
    this.#reread = reread
  }

  get current(): Config {
    return this.#current
  }

  /** What changed since the last one, and all that waits for the next start. Throws what `reread` throws, and then nothing has changed. */
  reload(): ReloadReport {
    const next = this.#reread()
    const { changed } = compareConfigs(this.#current, next)
    const { needRestart } = compareConfigs(this.#atStart, next)
    this.#current = next
    return { changed, needRestart }
  }
}
