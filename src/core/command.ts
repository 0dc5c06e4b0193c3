/** How a command is declared: who may call it, what it costs, what it takes, what it does. `run.ts` applies the first three. */
import type { z } from 'zod'
import type { Actor, ConsoleActor, OperatorActor, UserActor } from './actor.ts'
import type { Fault } from './errors.ts'
import type { ChatEvent } from './events.ts'
import type { Shutdown } from './node/shutdown.ts'
import type { LogFields, Policy, Ports } from './ports.ts'
import type { Attempts } from './users/attempts.ts'
import type { ScramExchanges } from './users/scram.ts'

/** Who may call a command, and the actor it then gets. */
export interface Callers {
  anyone: Actor
  user: UserActor
  /** The console, or a user with a role granted by it. */
  operator: OperatorActor
  console: ConsoleActor
}
export type Who = keyof Callers

/** What a command works with, made anew for every call. */
export interface Context<A = Actor> extends Omit<Ports, 'publish' | 'policy'> {
  readonly actor: A
  readonly now: number
  readonly policy: Policy
  readonly attempts: Attempts
  readonly shutdown: Shutdown
  readonly scram: ScramExchanges
}

/** What a command hands back: the caller's answer, the facts to publish, and what is worth a line in the log. */
export interface Done<Result> {
  readonly result: Result
  readonly events?: readonly ChatEvent[]
  /** With `routine: true` it is kept from the operator's screen, as what is said by everybody all the time. */
  readonly log?: LogFields
}

export interface Command<W extends Who = Who, Schema extends z.ZodType = z.ZodType, Result = unknown> {
  /** `noun.verb`: the wire name. */
  readonly name: string
  readonly who: W
  /** Taken from the caller's budget; 0 for what must always be possible. */
  readonly cost: number
  /** How often the cost is taken; once unless said. What is asked has not been checked yet. */
  times?(input: z.input<Schema>): number
  readonly input: Schema
  /** Throws `ChatError` to refuse. */
  run(context: Context<Callers[W]>, input: z.output<Schema>): Promise<Done<Result>>
}

export type Outcome<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly fault: Fault }

/** Keeps the types of a command's parts together. */
export function defineCommand<W extends Who, Schema extends z.ZodType, Result>(
  command: Command<W, Schema, Result>,
): Command<W, Schema, Result> {
  return command
}
