/** Registering: the invitation, the user and the first channels, in one transaction. */
import type { NewUser } from '../../core/store-port.ts'
import type { Channel, ChannelId, User, UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import { belonging } from '../memberships/insertion.ts'
import { prepared } from '../prepared.ts'
import { channelColumns, channelFrom, userFrom } from '../rows.ts'
import type { UsersTable } from '../tables.ts'
import type { Transaction } from '../transaction.ts'
import { useInvite } from './invites.ts'
import { addName, orTaken } from './names.ts'

export async function createUser(
  transaction: Transaction,
  user: NewUser,
  owner: UserId | null = null,
): Promise<{ user: User; joined: Channel[] }> {
  if (user.inviteDigest !== null)
    await useInvite(transaction, user.inviteDigest, { by: user.id, at: user.createdAt })
  const row = rowOf(user, owner)
  await orTaken(user.name, insertion.inside(transaction, row))
  await addName(transaction, user.id, user.name)
  const joined: Channel[] = []
  for (const id of user.channels) {
    const channel = (await open.inside(transaction, { id })).rows[0]
    if (channel === undefined) continue
    const membership = {
      channel_id: id,
      user_id: user.id,
      role: 'member' as const,
      joined_at: user.createdAt,
    }
    const read = { read_position: channel.last_position, read_at: null }
    await belonging.inside(transaction, { ...membership, ...read })
    joined.push(channelFrom(channel))
  }
  return { user: userFrom(row), joined }
}

const insertion = prepared((db, given: UsersTable) => db.insertInto('users').values(given))
const open = prepared((db, given: { readonly id: ChannelId }) =>
  db
    .selectFrom('channels')
    .select(channelColumns)
    .where('id', '=', given.id)
    .where('archived_at', 'is', null),
)

function rowOf(user: NewUser, owner: UserId | null): UsersTable {
  return {
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
}
