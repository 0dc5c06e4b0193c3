/** Commands that work on the file of the embedded database say what to do instead where the database is on a server. */
import { databaseServerOf } from '../config/database.ts'
import type { Config } from '../config/schema.ts'
import { Failure } from './failure.ts'

export function demandEmbedded(config: Config, instead: string): void {
  const server = databaseServerOf(config)
  if (server !== null) throw new Failure(`the database is on a server (${server.kind}): ${instead}`)
}
