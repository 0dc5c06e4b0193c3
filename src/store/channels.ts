/** Channels: making, finding, setting, listing. Masks, invitations and direct channels have files of their own. */
import { sql } from 'kysely'
import type {
  ChannelAccess,
  ChannelReference,
  ChannelStore,
  ListedChannel,
  NewChannel,
} from '../core/store-port.ts'
import { ChatError } from '../core/errors.ts'
import type { Channel, UserId } from '../core/types.ts'
import { foldChannelName } from '../lib/fold.ts'
import { emptyChannel } from './channels/empty.ts'
import { openDirect } from './channels/direct.ts'
import { invitationStore } from './channels/invitations.ts'
import { maskStore } from './channels/masks.ts'
import { settingFields } from './channels/settings.ts'
import { type Dialect, isUniqueViolation } from './dialects/dialect.ts'
import { channelColumns, channelFrom, membershipFrom, sanctionFrom } from './rows.ts'
import type { ChannelsTable } from './tables.ts'
import type { Transaction } from './transaction.ts'

export function channelStore(dialect: Dialect): ChannelStore {
  const { db } = dialect
  const change = async (id: Channel['id'], fields: Partial<ChannelsTable>) => {
    await db.updateTable('channels').set(fields).where('id', '=', id).execute()
  }

  return {
    ...maskStore(db),
    ...invitationStore(db),
    create: (channel) => db.transaction().execute((transaction) => createChannel(transaction, channel)),
    access: (reference, user, now) => access(dialect, reference, { user, now }),
    openDirect: (between, made) => openDirect(db, between, made),
    setTopic: (id, { text, by, at }) => change(id, { topic: text, topic_by: by, topic_at: at }),
    async setSettings(id, changes) {
      const fields = settingFields(changes)
      if (Object.keys(fields).length > 0) await change(id, fields)
    },
    archive: (id, at) => change(id, { archived_at: at }),
    list: (user) => listChannels(dialect, user),
  }
}

async function createChannel(transaction: Transaction, channel: NewChannel): Promise<Channel> {
  const row: ChannelsTable = {
    ...emptyChannel,
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    folded_name: foldChannelName(channel.name),
    created_at: channel.createdAt,
    ...settingFields(channel.settings),
  }
  try {
    await transaction.insertInto('channels').values(row).execute()
  } catch (error) {
    throw isUniqueViolation(error) ? new ChatError('channel-name-taken', { channel: channel.name }) : error
  }
  if (channel.owner !== null) {
    const membership = { channel_id: channel.id, user_id: channel.owner, role: 'owner' as const }
    const values = { ...membership, joined_at: channel.createdAt, read_position: 0 }
    await transaction.insertInto('memberships').values(values).execute()
  }
  return channelFrom(row)
}

async function access(
  dialect: Dialect,
  reference: ChannelReference,
  asking: { user: UserId | null; now: number },
): Promise<ChannelAccess | null> {
  const key = 'id' in reference ? reference : { name: foldChannelName(reference.name) }
  const row = await dialect.channelAccess(key, asking.user, asking.now)
  if (row === null) return null
  return {
    channel: channelFrom(row),
    membership: row.membership === null ? null : membershipFrom(row.membership),
    mute: row.mute === null ? null : sanctionFrom({ ...row.mute, kind: 'mute', network: null }),
  }
}

async function listChannels({ db }: Dialect, user: UserId | null): Promise<ListedChannel[]> {
  const query = db
    .selectFrom('channels')
    .leftJoin('memberships as own', (join) =>
      join.onRef('own.channel_id', '=', 'channels.id').on('own.user_id', '=', sql<UserId>`${user}`),
    )
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(['own.channel_id', 'own.user_id', 'own.role', 'own.joined_at', 'own.read_position'])
    .select((is) =>
      is
        .selectFrom('memberships')
        .whereRef('memberships.channel_id', '=', 'channels.id')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('members'),
    )
    .where('channels.kind', '!=', 'direct')
    .orderBy('channels.folded_name')
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
  return rows.map((row) => {
    const { channel_id, user_id, role, joined_at, read_position } = row
    const own = channel_id === null || user_id === null || role === null || joined_at === null
    const membership = own
      ? null
      : membershipFrom({ channel_id, user_id, role, joined_at, read_position: read_position ?? 0 })
    return { channel: channelFrom(row), members: row.members ?? 0, membership }
  })
}
