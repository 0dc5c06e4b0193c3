/** Everything that decides what somebody may do in a channel, in one question; the longest of several mutes counts. */
import { type Kysely, sql } from 'kysely'
import type { ChannelReference } from '../../../core/store-port.ts'
import type { UserId } from '../../../core/types.ts'
import { channelColumns } from '../../rows.ts'
import type { Tables } from '../../tables.ts'
import type { AccessRow } from '../dialect.ts'
import { type AccessFields, accessRow, memberColumns, muteColumns } from '../joined-rows.ts'

export async function channelAccess(
  db: Kysely<Tables>,
  reference: ChannelReference,
  { user, now }: { readonly user: UserId | null; readonly now: number },
): Promise<AccessRow | null> {
  const query = db
    .selectFrom('channels as c')
    .leftJoin('memberships as member', (join) =>
      join.onRef('member.channel_id', '=', 'c.id').on('member.user_id', '=', sql<UserId>`${user}`),
    )
    .leftJoin('sanctions as mute', (join) => join.on('mute.id', '=', longestMute(user, now)))
    .select(channelColumns.map((column) => `c.${column}` as const))
    .select(memberColumns.map((column) => `member.${column} as member_${column}` as const))
    .select(muteColumns.map((column) => `mute.${column} as mute_${column}` as const))
    .select(hasMutes(now).as('has_mutes'))
    .$castTo<AccessFields>()
  const row = await (
    'id' in reference
      ? query.where('c.id', '=', reference.id)
      : query.where('c.folded_name', '=', reference.name)
  ).executeTakeFirst()
  return row === undefined ? null : accessRow(row)
}

function longestMute(user: UserId | null, now: number) {
  return sql<never>`(SELECT s.id FROM sanctions s WHERE s.user_id = ${user} AND s.kind = 'mute' AND s.lifted_at IS NULL
    AND (s.expires_at IS NULL OR s.expires_at > ${now})
    ORDER BY CASE WHEN s.expires_at IS NULL THEN 0 ELSE 1 END, s.expires_at DESC LIMIT 1)`
}

function hasMutes(now: number) {
  return sql<
    0 | 1
  >`CASE WHEN EXISTS (SELECT 1 FROM channel_masks x WHERE x.channel_id = c.id AND x.list = 'mute'
    AND (x.expires_at IS NULL OR x.expires_at > ${now})) THEN 1 ELSE 0 END`
}
