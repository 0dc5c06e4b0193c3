/** Registering: the invitation, the user and the first channels, in one transaction. */
import type { NewUser } from '../../core/store-port.ts'
import type { Channel, User, UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import { channelColumns, channelFrom, userColumns, userFrom } from '../rows.ts'
import type { UsersTable } from '../tables.ts'
import type { Transaction } from '../transaction.ts'
import { useInvite } from './invites.ts'
import { orTaken, takeName } from './names.ts'

export async function createUser(
  transaction: Transaction,
  user: NewUser,
  owner: UserId | null = null,
): Promise<{ user: User; joined: Channel[] }> {
  if (user.inviteDigest !== null)
    await useInvite(transaction, user.inviteDigest, { by: user.id, at: user.createdAt })
  await insertUser(transaction, user, owner)
  const joined: Channel[] = []
  for (const id of user.channels) {
    const query = transaction.selectFrom('channels').select(channelColumns).where('id', '=', id)
    const row = await query.where('archived_at', 'is', null).executeTakeFirst()
    if (row === undefined) continue
    const membership = {
      channel_id: id,
      user_id: user.id,
      role: 'member' as const,
      joined_at: user.createdAt,
    }
    await transaction
      .insertInto('memberships')
      .values({ ...membership, read_position: row.last_position })
      .execute()
    joined.push(channelFrom(row))
  }
  const row = await transaction
    .selectFrom('users')
    .select(userColumns)
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow()
  return { user: userFrom(row), joined }
}

async function insertUser(transaction: Transaction, user: NewUser, owner: UserId | null): Promise<void> {
  const row: UsersTable = {
    id: user.id,
    name: user.name,
    folded_name: foldName(user.name),
    display_name: null,
    real_name: user.realName,
    kind: user.kind,
    owner_id: owner,
    role: 'none',
    account: user.kind === 'guest' ? null : user.name,
    userhost: user.userhost,
    email: user.email,
    password_hash: user.passwordHash,
    scram: user.scram,
    password_changes: 0,
    away_text: null,
    invisible: 0,
    bot: user.kind === 'bot' ? 1 : 0,
    accounts_only: 0,
    one_client: 0,
    last_address: user.address,
    created_at: user.createdAt,
    last_seen_at: user.createdAt,
    quiet_hours: null,
    show_text: 1,
  }
  await orTaken(user.name, transaction.insertInto('users').values(row).execute())
  await takeName(transaction, user.id, user.name)
}
