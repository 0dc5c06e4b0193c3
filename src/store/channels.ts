/** Channels: making, finding, setting. Masks, invitations, direct channels and the list have files of their own. */
import type { ChannelAccess, ChannelReference, ChannelStore } from '../core/store-port.ts'
import type { Channel, UserId } from '../core/types.ts'
import { foldChannelName } from '../lib/fold.ts'
import { orNameTaken } from './channels/create.ts'
import { findDirect, openDirect } from './channels/direct.ts'
import { invitationStore } from './channels/invitations.ts'
import { countOccupied, listChannels } from './channels/list.ts'
import { maskStore } from './channels/masks.ts'
import { settingFields } from './channels/settings.ts'
import type { Dialect } from './dialects/dialect.ts'
import { channelFrom, membershipFrom, sanctionFrom } from './rows.ts'
import type { ChannelsTable } from './tables.ts'

export function channelStore(dialect: Dialect): ChannelStore {
  const { db } = dialect
  const change = async (id: Channel['id'], fields: Partial<ChannelsTable>) => {
    await db.updateTable('channels').set(fields).where('id', '=', id).execute()
  }

  return {
    ...maskStore(dialect),
    ...invitationStore(dialect),
    create: (channel) => dialect.procedure('channel.create', channel),
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
