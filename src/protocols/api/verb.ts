/** How a command is offered by this door: its input is the core's, its answer is said here. */
import type { z } from 'zod'
import type { UserActor } from '../../core/actor.ts'
import type { Command, Who } from '../../core/command.ts'

export interface Verb<
  W extends Who = Who,
  Input extends z.ZodType = z.ZodType,
  Result = unknown,
  Ok extends z.ZodType = z.ZodType,
> {
  readonly command: Command<W, Input, Result>
  /** One sentence for the document of the API. */
  readonly about: string
  readonly ok: Ok
  readonly answer: (result: Result) => z.input<Ok>
  /** Whom the client acts for from then on, where the call changes that. */
  readonly actor?: (result: Result) => UserActor
}

/** Keeps the types of a row's parts together. */
export function verb<W extends Who, Input extends z.ZodType, Result, Ok extends z.ZodType>(
  command: Command<W, Input, Result>,
  row: Omit<Verb<W, Input, Result, Ok>, 'command'>,
): Verb<W, Input, Result, Ok> {
  return { command, ...row }
}
