/** Who belongs where, in which role, and how far they have read. */
import type { JoinedChannel, MembershipStore } from '../core/store-port.ts'
import type { UserId } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { memberReads } from './memberships/members.ts'
import { addressed, ownChannels } from './memberships/own.ts'
import { markRead, markReadAt, unreadChannels } from './memberships/reading.ts'
import { setRole } from './memberships/roles.ts'
import { prepared, type Reader } from './prepared.ts'
import { channelColumns, channelFrom, membershipColumns, membershipFrom } from './rows.ts'
import { inTransaction } from './transaction.ts'

export function membershipStore(dialect: Dialect): MembershipStore {
  const { db } = dialect
  return {
    ...memberReads(dialect),
    add: (channel, user, joining) => dialect.procedure('membership.join', { channel, user }, joining),
    remove: (channel, user) => dialect.procedure('membership.leave', { channel, user }),
    setRole: (channel, user, place) =>
      inTransaction(db, (transaction) => setRole(transaction, { channel, user }, place)),
    ofUser: (user) => channelsOf(dialect, user),
    unread: (user) => unreadChannels(db, user),
    own: (user, changes) => ownChannels(dialect, user, changes),
    addressed: (reader, within) => addressed(dialect, reader, within),
    async setLevel(channel, user, level) {
      const query = db.updateTable('memberships').set({ level }).where('channel_id', '=', channel)
      await query.where('user_id', '=', user).execute()
    },
    markRead: (user, positions) => markRead(dialect, user, positions),
    markReadAt: (user, channel, readAt) => markReadAt(dialect, { user, channel }, readAt),
  }
}

const ofUser = prepared((db, given: { readonly user: UserId }) =>
  db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(membershipColumns.map((column) => `memberships.${column}` as const))
    .where('user_id', '=', given.user)
    .orderBy('channels.folded_name')
    .orderBy('channels.id'),
)

async function channelsOf(reader: Reader, user: UserId): Promise<JoinedChannel[]> {
  const rows = await ofUser.on(reader, { user })
  return rows.map((row) => ({ channel: channelFrom(row), membership: membershipFrom(row) }))
}
