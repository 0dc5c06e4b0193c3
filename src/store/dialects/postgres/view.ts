/** One unchanging view of a PostgreSQL database that servers may be using. */
import type { ServerOptions } from '../server/open-server.ts'
import { openServerView } from '../server/view.ts'
import type { DatabaseView } from '../view.ts'
import { postgres } from './open.ts'

export function openPostgresView(options: ServerOptions): Promise<DatabaseView> {
  return openServerView(postgres, options, (db) =>
    db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(),
  )
}
