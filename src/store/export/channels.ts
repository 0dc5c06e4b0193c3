/** Channels and private conversations as lines, with who belongs to them. */
import type { Kysely } from 'kysely'
import type { ChannelLine, MemberLine } from '../../core/export/lines.ts'
import type { ChannelId } from '../../core/types.ts'
import { channelFrom } from '../rows.ts'
import type { ChannelRow, Tables } from '../tables.ts'
import { groupedBy, pages } from './pages.ts'

export async function* channelLines(db: Kysely<Tables>): AsyncGenerator<ChannelLine> {
  const read = (last: ChannelRow | null) => {
    const query = db.selectFrom('channels').selectAll().orderBy('id').limit(100)
    return (last === null ? query : query.where('id', '>', last.id)).execute()
  }
  for await (const rows of pages(read)) {
    const members = await membersOf(
      db,
      rows.map(({ id }) => id),
    )
    for (const row of rows) yield lineOf(row, members.get(row.id) ?? [])
  }
}

function lineOf(row: ChannelRow, members: readonly MembershipWithRead[]): ChannelLine {
  const { between, lastPosition: _, ...channel } = channelFrom(row)
  return {
    type: 'channel',
    ...channel,
    between,
    members: members.map(memberOf),
  }
}

type MembershipWithRead = Awaited<ReturnType<typeof readMembers>>[number]

/** Guests stay behind. */
function readMembers(db: Kysely<Tables>, channels: readonly ChannelId[]) {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .selectAll('memberships')
    .select((is) =>
      is
        .selectFrom('messages')
        .select('messages.id')
        .whereRef('messages.channel_id', '=', 'memberships.channel_id')
        .whereRef('messages.position', '<=', 'memberships.read_position')
        .orderBy('messages.position', 'desc')
        .limit(1)
        .as('read_message'),
    )
    .where('memberships.channel_id', 'in', channels)
    .where('users.kind', '!=', 'guest')
    .orderBy('memberships.joined_at')
    .orderBy('memberships.user_id')
    .execute()
}

async function membersOf(db: Kysely<Tables>, channels: readonly ChannelId[]) {
  return groupedBy(await readMembers(db, channels), (member) => member.channel_id)
}

function memberOf(row: MembershipWithRead): MemberLine {
  return {
    user: row.user_id,
    role: row.role,
    voiced: row.voiced === 1,
    joinedAt: row.joined_at,
    level: row.level,
    read: row.read_message,
    readAt: row.read_at,
  }
}
