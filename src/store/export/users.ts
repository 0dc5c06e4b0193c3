/** People and bots as lines. */
import type { Kysely } from 'kysely'
import type { UserLine } from '../../core/export/lines.ts'
import { userFrom } from '../rows.ts'
import type { Tables, UserRow } from '../tables.ts'
import { notificationsFrom } from '../users/notifications.ts'
import { pages } from './pages.ts'

export async function* userLines(db: Kysely<Tables>, withPasswords: boolean): AsyncGenerator<UserLine> {
  const read = (last: UserRow | null) => {
    const query = db.selectFrom('users').selectAll().where('kind', '!=', 'guest').orderBy('id').limit(500)
    return (last === null ? query : query.where('id', '>', last.id)).execute()
  }
  for await (const rows of pages(read)) for (const row of rows) yield lineOf(row, withPasswords)
}

function lineOf(row: UserRow, withPasswords: boolean): UserLine {
  const { id, owner, role, settings, createdAt, lastSeenAt, userhost, realName, awayText } = userFrom(row)
  return {
    type: 'user',
    id,
    // What they go by for the moment is theirs only while they are connected.
    name: row.account ?? row.name,
    kind: row.kind === 'bot' ? 'bot' : 'person',
    owner,
    role,
    userhost,
    displayName: row.display_name,
    realName,
    email: row.email,
    awayText,
    settings: { ...settings },
    notifications: notificationsFrom(row),
    createdAt,
    lastSeenAt,
    password:
      withPasswords && row.password_hash !== null ? { hash: row.password_hash, scram: row.scram } : null,
  }
}
