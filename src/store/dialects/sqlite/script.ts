/** What a precompiled script is: the statements of one change, or of one read, that are run together. */

export interface ScriptStep {
  readonly sql: string
  /** Which of the script's parameters this statement takes, in order. */
  readonly take: readonly number[]
}

/** One statement answers; when it has rows, the others follow in the same transaction. */
export interface Script {
  readonly answer: ScriptStep
  readonly after: readonly ScriptStep[]
  /** Done for each row of what differs; the columns of the answer follow the row's own values. */
  readonly forEach?: readonly ScriptStep[]
  readonly columns: readonly string[]
}

/**
 * The driver binds by order; here parameters are written by number (`?1`), so that they can be used twice.
 * Inside a SELECT, because SQLite built with STAT4 compiles a join anew at every run when a bare parameter is bound.
 */
export function step(sql: string): ScriptStep {
  const numbers = [...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1]) - 1)
  return { sql: sql.replaceAll(/\?\d+/g, '(SELECT ?)'), take: numbers }
}
