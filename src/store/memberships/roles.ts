/** Roles in a channel; the last owner cannot step down. */
import { ChatError } from '../../core/errors.ts'
import type { ChannelRole } from '../../core/types.ts'
import { lockChannel } from '../locks.ts'
import type { Transaction } from '../transaction.ts'
import type { Pair } from './join.ts'

export interface Place {
  readonly role: ChannelRole
  readonly voiced: boolean
}

export async function setRole(transaction: Transaction, pair: Pair, place: Place): Promise<void> {
  const { role, voiced } = place
  const { channel, user } = pair
  await lockChannel(transaction, channel)
  const found = await transaction
    .selectFrom('channels')
    .leftJoin('memberships', (join) =>
      join.onRef('memberships.channel_id', '=', 'channels.id').on('memberships.user_id', '=', user),
    )
    .select(['channels.name', 'memberships.role'])
    .where('channels.id', '=', channel)
    .executeTakeFirst()
  const name = `#${found?.name ?? channel}`
  if (found === undefined || found.role === null) throw new ChatError('not-a-member', { channel: name })
  if (found.role === 'owner' && role !== 'owner') await demandAnotherOwner(transaction, pair, name)
  await transaction
    .updateTable('memberships')
    .set({ role, voiced: voiced ? 1 : 0 })
    .where('channel_id', '=', channel)
    .where('user_id', '=', user)
    .execute()
}

async function demandAnotherOwner(transaction: Transaction, pair: Pair, name: string): Promise<void> {
  const another = await transaction
    .selectFrom('memberships')
    .select('user_id')
    .where('channel_id', '=', pair.channel)
    .where('role', '=', 'owner')
    .where('user_id', '!=', pair.user)
    .limit(1)
    .executeTakeFirst()
  if (another === undefined) throw new ChatError('last-owner', { channel: name })
}
