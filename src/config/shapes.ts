/** The shapes that options are made of, each naming what it accepts. */
import { z } from 'zod'
import { parseNetwork } from '../lib/network.ts'
import { readDuration } from './duration.ts'

/** A whole number between two limits, both allowed. */
export function whole(least: number, most: number): z.ZodType<number> {
  return z.int().min(least).max(most)
}

/** A TCP port; 0 takes any free one. */
export function port(): z.ZodType<number> {
  return whole(0, 65_535)
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

/** One word of so many characters. */
export function word(least: number, most: number): z.ZodType<string> {
  return z
    .string()
    .min(least)
    .max(most)
    .regex(/^[^\s\p{C}\p{Z}]*$/u, { error: 'must be one word: no spaces, line ends or control characters' })
}

/** A text of a pattern; `problem` says what it must be. */
export function patterned(pattern: RegExp, problem: string): z.ZodType<string> {
  return z.string().regex(pattern, { error: problem })
}

/** The path of a file. */
export function filePath(): z.ZodType<string> {
  return line(1, 4096)
}

/** The value may be left out on purpose: `null`. */
export function nullable<T>(shape: z.ZodType<T>): z.ZodType<T | null> {
  return shape.nullable()
}

export function list<T>(item: z.ZodType<T>, most: number): z.ZodType<T[]> {
  return z.array(item).max(most)
}

/** Entries of a list that have several values each, all of them needed. */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape)
}

/** One address or a network in CIDR notation, kept as written. */
export function network(): z.ZodType<string> {
  return z.string().refine((written) => parseNetwork(written) !== null, {
    error: 'must be an address or a network, such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32',
  })
}

/** A time such as `90s`, `10m`, `1h` or `2d`, or whole seconds; kept as whole seconds between two limits, both allowed. */
export function duration(least: string, most: string): z.ZodType<number> {
  const accepts = `a time from ${least} to ${most}, such as 90s, 10m, 1h, 2d, or whole seconds`
  const [from, to] = [readDuration(least) ?? 0, readDuration(most) ?? 0]
  return z
    .unknown()
    .transform((written, context) => {
      const seconds = readDuration(written)
      if (seconds !== null && seconds >= from && seconds <= to) return seconds
      context.addIssue({ code: 'custom', message: `must be ${accepts}` })
      return z.NEVER
    })
    .meta({ accepts })
}
