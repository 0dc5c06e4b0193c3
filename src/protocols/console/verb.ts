/** What a row of the verb table is, and what it works with. */
import type { z } from 'zod'
import type { Command, Outcome, Who } from '../../core/command.ts'
import type { Given, Shape } from './grammar.ts'

/** What a command came to, for people and for programs. */
export interface Answer {
  readonly text: string
  /** For `--json`: lists as arrays of objects, times in ISO 8601. */
  readonly value: unknown
}

export interface Call extends Given {
  /** Asks the core as the operator whose call this is. */
  run<W extends Who, Schema extends z.ZodType, Result>(
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Outcome<Result>>
  /** Asks the operator for something that is not shown while it is typed; `null` when they would rather not. */
  askSecret(question: string): Promise<string | null>
}

export interface Verb {
  /** For instance `/kick NAME [SECONDS] [REASON]`. */
  readonly usage: string
  /** One sentence for `/help`. */
  readonly summary: string
  readonly arguments: Shape
  run(call: Call): Promise<Outcome<Answer>>
}

export type VerbTable = Readonly<Record<string, Verb>>

/** Words a result; a refusal stays one. */
export function answered<Result>(
  outcome: Outcome<Result>,
  word: (result: Result) => Answer,
): Outcome<Answer> {
  return outcome.ok ? { ok: true, result: word(outcome.result) } : outcome
}

export function refused(problem: string): Outcome<never> {
  return { ok: false, fault: { code: 'bad-input', details: { problem } } }
}
