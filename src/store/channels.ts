/** Channels: making, finding, setting. Masks, invitations, direct channels and the list have files of their own. */
import type { ChannelAccess, ChannelReference, ChannelStore, NewChannel } from '../core/store-port.ts'
import { ChatError } from '../core/errors.ts'
import type { Channel, UserId } from '../core/types.ts'
import { foldChannelName } from '../lib/fold.ts'
import { emptyChannel } from './channels/empty.ts'
import { findDirect, openDirect } from './channels/direct.ts'
import { invitationStore } from './channels/invitations.ts'
import { countOccupied, listChannels } from './channels/list.ts'
import { maskStore } from './channels/masks.ts'
import { settingFields } from './channels/settings.ts'
import { orGone } from './gone.ts'
import { type Dialect, isUniqueViolation } from './dialects/dialect.ts'
import { channelFrom, membershipFrom, sanctionFrom } from './rows.ts'
import type { ChannelsTable } from './tables.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export function channelStore(dialect: Dialect): ChannelStore {
  const { db } = dialect
  const change = async (id: Channel['id'], fields: Partial<ChannelsTable>) => {
    await db.updateTable('channels').set(fields).where('id', '=', id).execute()
  }

  return {
    ...maskStore(db),
    ...invitationStore(db),
    create: (channel) => inTransaction(db, (transaction) => createChannel(transaction, channel)),
    access: (reference, user, now) => access(dialect, reference, { user, now }),
    openDirect: (between, made) => openDirect(db, between, made),
    findDirect: (user, other) => findDirect(db, user, other),
    async setSettings(id, changes) {
      const fields = settingFields(changes)
      if (Object.keys(fields).length > 0) await change(id, fields)
    },
    archive: (id, at) => change(id, { archived_at: at }),
    rename: (id, name) => orNameTaken(name, change(id, { name, folded_name: foldChannelName(name) })),
    list: (user) => listChannels(db, user),
    async positions(ids) {
      if (ids.length === 0) return new Map()
      const query = db.selectFrom('channels').select(['id', 'last_position']).where('id', 'in', ids)
      return new Map((await query.execute()).map((row) => [row.id, row.last_position]))
    },
    countOccupied: () => countOccupied(db),
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
  await orNameTaken(channel.name, transaction.insertInto('channels').values(row).execute())
  if (channel.owner !== null) {
    const membership = { channel_id: channel.id, user_id: channel.owner, role: 'owner' as const }
    const values = { ...membership, joined_at: channel.createdAt, read_position: 0 }
    await orGone(transaction.insertInto('memberships').values(values).execute())
  }
  return channelFrom(row)
}

async function orNameTaken(name: string, change: Promise<unknown>): Promise<void> {
  try {
    await change
  } catch (error) {
    throw isUniqueViolation(error) ? new ChatError('channel-name-taken', { channel: name }) : error
  }
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
    hasMutes: row.has_mutes === 1,
    mute: row.mute === null ? null : sanctionFrom({ ...row.mute, kind: 'mute', network: null }),
  }
}
