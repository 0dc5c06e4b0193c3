/** What every part of the server may write to the logs through. */

export type LogFields = Readonly<Record<string, unknown>>

/** Structured logging; texts of messages and passwords never go in. */
export interface Log {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  /** For what nobody expected; goes to `error.log` with its stack. */
  error(fields: LogFields & { readonly err: unknown }, message: string): void
}
