/** Direct channels: one per pair of users, whoever opens it first and however often at once. */
import type { Kysely } from 'kysely'
import type { Channel, ChannelId, UserId, UserRef } from '../../core/types.ts'
import { emptyChannel } from './empty.ts'
import { orGone } from '../gone.ts'
import { channelColumns, channelFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'
import { inTransaction, orAnew, type Transaction } from '../transaction.ts'

type Pair = readonly [UserRef, UserRef]
type Ids = readonly [Pick<UserRef, 'id'>, Pick<UserRef, 'id'>]

export async function openDirect(
  db: Kysely<Tables>,
  between: Pair,
  made: { id: ChannelId; at: number },
): Promise<{ channel: Channel; created: boolean }> {
  const pair = orderedPair(between)
  const open = await findOpen(db, pair)
  if (open !== null) return { channel: open, created: false }
  return inTransaction(db, (transaction) => makeOrRepair(transaction, pair, made))
}

export async function findDirect(db: Kysely<Tables>, user: UserId, other: UserId): Promise<Channel | null> {
  const row = await db
    .selectFrom('channels')
    .innerJoin('memberships', 'memberships.channel_id', 'channels.id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .where('channels.direct_key', '=', directKey(orderedPair([{ id: user }, { id: other }])))
    .where('memberships.user_id', '=', user)
    .executeTakeFirst()
  return row === undefined ? null : channelFrom(row)
}

/** Sorted, so that both sides lead to the same channel. */
export function orderedPair<Side extends Pick<UserRef, 'id'>>([one, other]: readonly [Side, Side]): readonly [
  Side,
  Side,
] {
  return one.id <= other.id ? [one, other] : [other, one]
}

export function directKey([first, second]: Ids): string {
  return `${first.id}:${second.id}`
}

/** The common case, without a transaction: it is there and both belong to it. */
async function findOpen(db: Kysely<Tables>, pair: Pair): Promise<Channel | null> {
  const rows = await db
    .selectFrom('channels')
    .innerJoin('memberships', 'memberships.channel_id', 'channels.id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .where('channels.direct_key', '=', directKey(pair))
    .execute()
  const [row] = rows
  return row !== undefined && rows.length === membersOf(pair).length ? channelFrom(row) : null
}

function membersOf([first, second]: Pair): readonly UserRef[] {
  return first.id === second.id ? [first] : [first, second]
}

async function makeOrRepair(
  transaction: Transaction,
  pair: Pair,
  made: { id: ChannelId; at: number },
): Promise<{ channel: Channel; created: boolean }> {
  const find = transaction
    .selectFrom('channels')
    .select(channelColumns)
    .where('direct_key', '=', directKey(pair))
  const found = await find.executeTakeFirst()
  if (found === undefined) await insertDirect(transaction, pair, made)
  const row = found ?? (await find.executeTakeFirstOrThrow())
  const present = await transaction
    .selectFrom('memberships')
    .select('user_id')
    .where('channel_id', '=', row.id)
    .execute()
  for (const { id } of membersOf(pair)) {
    if (present.some((membership) => membership.user_id === id)) continue
    const membership = { channel_id: row.id, user_id: id, role: 'member' as const, joined_at: made.at }
    const values = { ...membership, read_position: row.last_position }
    await orGone(orAnew(transaction.insertInto('memberships').values(values).execute()))
  }
  return { channel: channelFrom(row), created: found === undefined }
}

async function insertDirect(
  transaction: Transaction,
  pair: Pair,
  made: { id: ChannelId; at: number },
): Promise<void> {
  const [first, second] = pair
  const values = {
    ...emptyChannel,
    id: made.id,
    kind: 'direct' as const,
    name: '',
    folded_name: null,
    created_at: made.at,
    direct_key: directKey(pair),
    first_id: first.id,
    first_name: first.name,
    second_id: second.id,
    second_name: second.name,
  }
  await orAnew(transaction.insertInto('channels').values(values).execute())
}
