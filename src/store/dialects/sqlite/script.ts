/** What a precompiled script is: the statements of one change, or of one read, that are run together. */

export interface ScriptStep {
  readonly sql: string
  /** Which of the script's parameters this statement takes, in order. */
  readonly take: readonly number[]
  /** The one value that it takes is what the search index keeps of these: text, channel, author. */
  readonly indexes?: readonly [text: number, channel: number, author: number]
}

/** One statement answers; when it has rows, the others follow in the same transaction. */
export interface Script {
  readonly answer: ScriptStep
  readonly after: readonly ScriptStep[]
  readonly each?: EachRow
  readonly columns: readonly string[]
}

/**
 * What is done for each row of what differs, in order. Its values follow the script's own, and are followed by the columns of the
 * answer and by how many rows were done before it. A second row of the script's answer then says of each the how manieth done it was, or `null`.
 */
export interface EachRow {
  /** Where this changes nothing the row is passed over. */
  readonly first: ScriptStep
  readonly next: readonly ScriptStep[]
  /** Once, behind them, unless all were passed over. How many were done follows the script's own parameters. */
  readonly last: ScriptStep
}

/**
 * The driver binds by order; here parameters are written by number (`?1`), so that they can be used twice.
 * Inside a SELECT, because SQLite built with STAT4 compiles a join anew at every run when a bare parameter is bound.
 */
export function step(sql: string): ScriptStep {
  const numbers = [...sql.matchAll(/\?(\d+)/g)].map((match) => Number(match[1]) - 1)
  return { sql: sql.replaceAll(/\?\d+/g, '(SELECT ?)'), take: numbers }
}

/** Puts the row that was inserted last into the search index. Parameters by number, as in `step`. */
export function indexing({
  text,
  channel,
  author,
}: Readonly<Record<'text' | 'channel' | 'author', number>>): ScriptStep {
  const sql = 'INSERT INTO message_search (rowid, terms) VALUES (last_insert_rowid(), ?)'
  return { sql, take: [], indexes: [text - 1, channel - 1, author - 1] }
}
