/** The list of channels, as one user may see it, and how many are in use. */
import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import type { ListedChannel } from '../../core/store-port.ts'
import type { Membership, UserId } from '../../core/types.ts'
import { channelColumns, channelFrom, membershipColumns, membershipFrom } from '../rows.ts'
import type { MembershipRow, Tables } from '../tables.ts'

/** By what they are, not by what they are not: that can be found by an index. */
const listedKinds = ['public', 'private'] as const

export async function listChannels(db: Kysely<Tables>, user: UserId | null): Promise<ListedChannel[]> {
  const query = listed(db, user)
  const rows = await (
    user === null
      ? query
      : query.where((is) =>
          is.or([
            is.and([is('channels.kind', '=', 'public'), is('channels.secret', '=', 0)]),
            is('own.user_id', 'is not', null),
          ]),
        )
  ).execute()
  return rows.map((row) => ({
    channel: channelFrom(row),
    members: row.members ?? 0,
    membership: membershipIn(row),
  }))
}

export async function countOccupied(db: Kysely<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('channels')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('kind', 'in', listedKinds)
    .where((is) =>
      is.exists(
        is
          .selectFrom('memberships')
          .select('memberships.user_id')
          .whereRef('memberships.channel_id', '=', 'channels.id'),
      ),
    )
    .executeTakeFirstOrThrow()
  return count
}

function listed(db: Kysely<Tables>, user: UserId | null) {
  return db
    .selectFrom('channels')
    .leftJoin('memberships as own', (join) =>
      join.onRef('own.channel_id', '=', 'channels.id').on('own.user_id', '=', sql<UserId>`${user}`),
    )
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(membershipColumns.map((column) => `own.${column}` as const))
    .select((is) => membersIn(is).as('members'))
    .where('channels.kind', 'in', listedKinds)
    .orderBy('channels.folded_name')
}

function membersIn(is: ExpressionBuilder<Tables, 'channels'>) {
  return is
    .selectFrom('memberships')
    .whereRef('memberships.channel_id', '=', 'channels.id')
    .select((inner) => inner.fn.countAll<number>().as('count'))
}

type Outer<Row> = { [Column in keyof Row]: Row[Column] | null }

/** Of somebody outside every column is empty. */
function membershipIn(row: Outer<MembershipRow>): Membership | null {
  const { channel_id, user_id, role, joined_at, read_position, read_at, voiced, level } = row
  if (channel_id === null || user_id === null || role === null || joined_at === null) return null
  return membershipFrom({
    channel_id,
    user_id,
    role,
    joined_at,
    read_position: read_position ?? 0,
    read_at,
    voiced: voiced ?? 0,
    level: level ?? 'mentions',
  })
}
