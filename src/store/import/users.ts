/** People and bots, with their names. */
import type { UserLine } from '../../core/export/lines.ts'
import type { NumberedLine } from '../../core/export/read-lines.ts'
import { foldName } from '../../lib/fold.ts'
import type { UsersTable } from '../tables.ts'
import { userSettingFields } from '../users/settings.ts'
import { orTaken, takeName } from '../users/names.ts'
import { inTransaction, type Transaction } from '../transaction.ts'
import { takeLine, type Importing } from './importing.ts'

export async function importUsers(
  { dialect }: Importing,
  lines: readonly NumberedLine<UserLine>[],
): Promise<void> {
  await inTransaction(dialect.patient, async (transaction) => {
    for (const numbered of lines) await takeLine(numbered, importUser(transaction, numbered.line))
  })
}

async function importUser(transaction: Transaction, user: UserLine): Promise<void> {
  await orTaken(user.name, transaction.insertInto('users').values(rowOf(user)).execute())
  await takeName(transaction, user.id, user.name)
}

function rowOf(user: UserLine): UsersTable {
  const { quiet, showText } = user.notifications
  return {
    id: user.id,
    name: user.name,
    folded_name: foldName(user.name),
    account: user.name,
    display_name: user.displayName,
    real_name: user.realName,
    kind: user.kind,
    owner_id: user.owner,
    role: user.role,
    userhost: user.userhost,
    email: user.email,
    password_hash: user.password?.hash ?? null,
    scram: user.password?.scram ?? null,
    password_changes: 0,
    away_text: user.awayText,
    invisible: 0,
    bot: 0,
    accounts_only: 0,
    one_client: 0,
    ...userSettingFields(user.settings),
    last_address: null,
    created_at: user.createdAt,
    last_seen_at: user.lastSeenAt,
    quiet_hours: quiet === null ? null : JSON.stringify(quiet),
    show_text: showText ? 1 : 0,
  }
}
