/** Joining: every rule about it is decided in one transaction, so that no two joins can both take the last place. */
import { ChatError } from '../../core/errors.ts'
import type { Channel, ChannelId, ChannelRole, UserId } from '../../core/types.ts'
import { orGone } from '../gone.ts'
import { lockChannel, lockUser } from '../locks.ts'
import { channelColumns, channelFrom } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import { takeMark } from './leave.ts'

export interface Joining {
  readonly role: ChannelRole
  /** The role instead, when nobody else is a member. */
  readonly ifEmpty: ChannelRole
  readonly at: number
  readonly channelsPerUser: number
}

export interface Pair {
  readonly channel: ChannelId
  readonly user: UserId
}

export async function join(
  transaction: Transaction,
  pair: Pair,
  joining: Joining,
): Promise<{ channel: Channel; role: ChannelRole }> {
  await lockChannel(transaction, pair.channel)
  await lockUser(transaction, pair.user)
  const query = transaction.selectFrom('channels').select(channelColumns).where('id', '=', pair.channel)
  const row = await query.executeTakeFirst()
  if (row === undefined) throw new ChatError('no-such-channel', { channel: pair.channel })
  const channel = channelFrom(row)
  await demandOutside(transaction, pair, channel)
  const members = await countMembers(transaction, pair.channel)
  if (!(await isInvited(transaction, pair))) demandRoom(channel, members)
  await demandAllowance(transaction, pair.user, joining.channelsPerUser)
  const role = members === 0 ? joining.ifEmpty : joining.role
  const membership = { channel_id: pair.channel, user_id: pair.user, role, joined_at: joining.at }
  const read = { read_position: channel.lastPosition, read_at: await takeMark(transaction, pair) }
  await orGone(
    transaction
      .insertInto('memberships')
      .values({ ...membership, ...read })
      .execute(),
  )
  await transaction
    .deleteFrom('channel_invitations')
    .where('channel_id', '=', pair.channel)
    .where('user_id', '=', pair.user)
    .execute()
  return { channel, role }
}

async function demandOutside(transaction: Transaction, pair: Pair, channel: Channel): Promise<void> {
  const query = transaction.selectFrom('memberships').select('user_id').where('channel_id', '=', pair.channel)
  const inside = await query.where('user_id', '=', pair.user).executeTakeFirst()
  if (inside !== undefined) throw new ChatError('already-a-member', { channel: `#${channel.name}` })
}

/** Whoever is awaited finds a place. */
async function isInvited(transaction: Transaction, { channel, user }: Pair): Promise<boolean> {
  const query = transaction
    .selectFrom('channel_invitations')
    .select('user_id')
    .where('channel_id', '=', channel)
  return (await query.where('user_id', '=', user).executeTakeFirst()) !== undefined
}

async function countMembers(transaction: Transaction, channel: ChannelId): Promise<number> {
  const { count } = await transaction
    .selectFrom('memberships')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('channel_id', '=', channel)
    .executeTakeFirstOrThrow()
  return count
}

function demandRoom(channel: Channel, members: number): void {
  const { userLimit } = channel.settings
  if (userLimit !== null && members >= userLimit)
    throw new ChatError('channel-full', { channel: `#${channel.name}` })
}

/** Direct and archived channels do not count: nobody chose to be in the first, nobody can use the second. */
async function demandAllowance(transaction: Transaction, user: UserId, limit: number): Promise<void> {
  const { count } = await transaction
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('user_id', '=', user)
    .where('channels.kind', '!=', 'direct')
    .where('channels.archived_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (count >= limit) throw new ChatError('too-many-channels', { limit })
}
