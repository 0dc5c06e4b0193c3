/** One unchanging view of a file that a server may be using. */
import type { Log } from '../../../core/ports.ts'
import type { DatabaseView } from '../view.ts'
import { kyselyOver } from './driver.ts'
import { SqliteThread } from './thread.ts'

/** Nobody waits for it, and a page of rows may take a while on a busy disk. */
const deadlineMs = 600_000

export async function openSqliteView(file: string, log: Log): Promise<DatabaseView> {
  const looker = await SqliteThread.open({ file, log, role: 'looker', waitingCeiling: 100, deadlineMs })
  await looker.ask({ kind: 'transaction', verb: 'begin' })
  return {
    db: kyselyOver({ reader: looker, writer: { change: refuse, hold: refuse } }, false),
    close: () => looker.close(),
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('a view of a database cannot change it'))
}
