/** What an option is: its shape, its default, one sentence, and when a change of it takes effect. */
import { z } from 'zod'

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

/** A whole number between two limits, both allowed. */
export function whole(least: number, most: number): z.ZodType<number> {
  return z.int().min(least).max(most)
}

/** A text of so many characters on one line, without control characters. */
export function line(least: number, most: number): z.ZodType<string> {
  return z
    .string()
    .min(least)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, { error: 'must not hold line ends or control characters' })
}

/** A text of so many characters. */
export function text(least: number, most: number): z.ZodType<string> {
  return z.string().min(least).max(most)
}
