/** A guest turns out to be a user: where the guest is, the user is from now on, and the guest is gone. */
import { ChatError } from '../../core/errors.ts'
import type { GoingBy } from '../../core/store-port.ts'
import type { UserId, UserRef } from '../../core/types.ts'
import { directKey, orderedPair } from '../channels/direct.ts'
import type { ChannelRow } from '../tables.ts'
import type { Transaction } from '../transaction.ts'
import { removeGuest } from './guests.ts'
import { renameUser } from './rename.ts'

interface Absorption {
  readonly guest: UserId
  readonly user: UserId
  /** The name and userhost the user goes on under. */
  readonly goingBy?: GoingBy | undefined
}

export async function absorbGuest(
  transaction: Transaction,
  { guest, user, goingBy }: Absorption,
): Promise<void> {
  const ids = [guest, user]
  const found = await transaction
    .selectFrom('users')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', ids)
    .execute()
  const known = found.find(({ id }) => id === user)
  if (known === undefined) throw new ChatError('no-such-user', { name: user })
  const isGuest = found.some(({ id, kind }) => id === guest && kind === 'guest')
  if (!isGuest || guest === user) return
  await takeOverDirect(transaction, guest, known)
  await moveMemberships(transaction, guest, user)
  await removeGuest(transaction, guest)
  if (goingBy === undefined) return
  await renameUser(transaction, user, goingBy.name)
  await transaction.updateTable('users').set({ userhost: goingBy.userhost }).where('id', '=', user).execute()
}

type DirectFields = Pick<ChannelRow, 'id' | 'first_id' | 'first_name' | 'second_id' | 'second_name'>

/** Conversations become the user's, but for those with somebody the user has one with already: they stay as they are for the other side. */
async function takeOverDirect(transaction: Transaction, guest: UserId, user: UserRef): Promise<void> {
  const rows: DirectFields[] = await transaction
    .selectFrom('channels')
    .select(['id', 'first_id', 'first_name', 'second_id', 'second_name'])
    .where((is) => is.or([is('first_id', '=', guest), is('second_id', '=', guest)]))
    .execute()
  for (const row of rows) {
    if (row.first_id === user.id || row.second_id === user.id) continue
    await rewritePair(transaction, row, { guest, user })
  }
}

async function rewritePair(
  transaction: Transaction,
  row: DirectFields,
  { guest, user }: { guest: UserId; user: UserRef },
): Promise<void> {
  const side = (id: UserId | null, name: string | null): UserRef =>
    id === null || id === guest ? user : { id, name: name ?? '' }
  const pair = orderedPair([side(row.first_id, row.first_name), side(row.second_id, row.second_name)])
  const direct_key = directKey(pair)
  const open = transaction.selectFrom('channels').select('id').where('direct_key', '=', direct_key)
  if ((await open.executeTakeFirst()) !== undefined) return
  const [first, second] = pair
  const names = {
    first_id: first.id,
    first_name: first.name,
    second_id: second.id,
    second_name: second.name,
  }
  await transaction
    .updateTable('channels')
    .set({ direct_key, ...names })
    .where('id', '=', row.id)
    .execute()
}

/** Those that stay behind go with the guest. */
async function moveMemberships(transaction: Transaction, guest: UserId, user: UserId): Promise<void> {
  const own = transaction.selectFrom('memberships').select('channel_id').where('user_id', '=', user)
  const moving = await transaction
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select('channels.id')
    .where('memberships.user_id', '=', guest)
    .where('channels.id', 'not in', own)
    .where((is) =>
      is.or([
        is('channels.kind', '!=', 'direct'),
        is('channels.first_id', '=', user),
        is('channels.second_id', '=', user),
      ]),
    )
    .execute()
  if (moving.length === 0) return
  const ids = moving.map(({ id }) => id)
  const query = transaction.updateTable('memberships').set({ user_id: user }).where('user_id', '=', guest)
  await query.where('channel_id', 'in', ids).execute()
}
