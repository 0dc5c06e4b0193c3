/** What an option is: its shape, its default, one sentence, and when a change of it takes effect. */
import type { z } from 'zod'

/** `live` takes effect at a reload; `restart` is named by the reload and waits for the next start. */
export type Reload = 'live' | 'restart'

export interface OptionFacts<T> {
  readonly default: T
  readonly about: string
  readonly reload: Reload
  /** A secret is masked wherever the configuration is shown. */
  readonly secret?: boolean
}

export interface Option<T> extends OptionFacts<T> {
  readonly shape: z.ZodType<T>
}

export function option<T>(shape: z.ZodType<T>, facts: OptionFacts<NoInfer<T>>): Option<T> {
  return { ...facts, shape }
}
