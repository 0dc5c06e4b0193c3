/** Joining: every rule about it is decided in one transaction, so that no two joins can both take the last place. */
import { type ExpressionBuilder, sql } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { Channel, ChannelId, ChannelRole, User, UserId } from '../../core/types.ts'
import { orGone } from '../gone.ts'
import { lockChannel, lockUser } from '../locks.ts'
import { prepared } from '../prepared.ts'
import { channelColumns, channelFrom, userFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'
import type { Transaction } from '../transaction.ts'
import { userWithId } from '../users/reads.ts'
import { belonging } from './insertion.ts'
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
): Promise<{ channel: Channel; user: User; role: ChannelRole }> {
  await lockChannel(transaction, pair.channel)
  await lockUser(transaction, pair.user)
  const [row] = (await deciding.inside(transaction, pair)).rows
  if (row === undefined) throw new ChatError('no-such-channel', { channel: pair.channel })
  const channel = channelFrom(row)
  const members = row.members ?? 0
  if (row.is_inside !== 0) throw new ChatError('already-a-member', { channel: `#${channel.name}` })
  // Whoever is awaited finds a place.
  if (row.is_invited === 0) demandRoom(channel, members)
  const { channelsPerUser: limit, at } = joining
  if ((row.joined ?? 0) >= limit) throw new ChatError('too-many-channels', { limit })
  const role = members === 0 ? joining.ifEmpty : joining.role
  const membership = { channel_id: pair.channel, user_id: pair.user, role, joined_at: at }
  const read = { read_position: channel.lastPosition, read_at: await takeMark(transaction, pair) }
  await orGone(belonging.inside(transaction, { ...membership, ...read }))
  if (row.is_invited !== 0) await invitation.inside(transaction, pair)
  return { channel, user: await userIn(transaction, pair.user), role }
}

/** Who belongs to a channel is there. */
async function userIn(transaction: Transaction, id: UserId): Promise<User> {
  const [row] = (await userWithId.inside(transaction, { id })).rows
  if (row === undefined) throw new ChatError('no-such-user', { name: 'who has just left' })
  return userFrom(row)
}

/** The channel, and all that is decided by. */
const deciding = prepared((db, { channel, user }: Pair) =>
  db
    .selectFrom('channels')
    .select(channelColumns)
    .select((is) => [
      membersOf(is, channel).as('members'),
      membersOf(is, channel).where('user_id', '=', user).as('is_inside'),
      invitationsOf(is, { channel, user }).as('is_invited'),
      channelsOf(is, user).as('joined'),
    ])
    .where('id', '=', channel),
)

const invitation = prepared((db, given: Pair) =>
  db
    .deleteFrom('channel_invitations')
    .where('channel_id', '=', given.channel)
    .where('user_id', '=', given.user),
)

type Of = ExpressionBuilder<Tables, 'channels'>

function membersOf(is: Of, channel: ChannelId) {
  return is
    .selectFrom('memberships')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .where('memberships.channel_id', '=', channel)
}

function invitationsOf(is: Of, { channel, user }: Pair) {
  return is
    .selectFrom('channel_invitations')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .where('channel_invitations.channel_id', '=', channel)
    .where('channel_invitations.user_id', '=', user)
}

/** Direct and archived channels do not count: nobody chose to be in the first, nobody can use the second. */
function channelsOf(is: Of, user: UserId) {
  return is
    .selectFrom('memberships')
    .innerJoin('channels as other', 'other.id', 'memberships.channel_id')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .where('memberships.user_id', '=', user)
    .where('other.kind', '!=', sql.lit('direct'))
    .where('other.archived_at', 'is', null)
}

function demandRoom(channel: Channel, members: number): void {
  const { userLimit } = channel.settings
  if (userLimit !== null && members >= userLimit)
    throw new ChatError('channel-full', { channel: `#${channel.name}` })
}
