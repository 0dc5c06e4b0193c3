/** A sign-in that failed: one line for whoever watches the log. What is answered tells less. */
import type { Context } from '../command.ts'

export interface FailedSignIn {
  readonly address: string
  /** Whoever they said they were, if they got as far as that. */
  readonly name: string | null
  readonly reason: string
}

export function logFailedSignIn(
  { log }: Pick<Context, 'log'>,
  { address, name, reason }: FailedSignIn,
): void {
  const who = name === null ? {} : { userName: name.slice(0, 64) }
  log.warn({ ...who, address, reason }, 'sign-in failed')
}
