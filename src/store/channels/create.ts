/** Making a channel, with whom it belongs to. */
import { ChatError } from '../../core/errors.ts'
import type { NewChannel } from '../../core/store-port.ts'
import type { Channel } from '../../core/types.ts'
import { foldChannelName } from '../../lib/fold.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import { orGone } from '../gone.ts'
import { prepared } from '../prepared.ts'
import { channelFrom } from '../rows.ts'
import type { ChannelsTable } from '../tables.ts'
import type { Transaction } from '../transaction.ts'
import { emptyChannel } from './empty.ts'
import { settingFields } from './settings.ts'

export async function createChannel(transaction: Transaction, channel: NewChannel): Promise<Channel> {
  const row: ChannelsTable = {
    ...emptyChannel,
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    folded_name: foldChannelName(channel.name),
    created_at: channel.createdAt,
    ...settingFields(channel.settings),
  }
  await orNameTaken(channel.name, insertion.inside(transaction, row))
  if (channel.owner !== null) {
    const membership = { channel_id: channel.id, user_id: channel.owner, role: 'owner' as const }
    const values = { ...membership, joined_at: channel.createdAt, read_position: 0 }
    await orGone(transaction.insertInto('memberships').values(values).execute())
  }
  return channelFrom(row)
}

const insertion = prepared((db, given: ChannelsTable) => db.insertInto('channels').values(given))

export async function orNameTaken(name: string, change: Promise<unknown>): Promise<void> {
  try {
    await change
  } catch (error) {
    throw isUniqueViolation(error) ? new ChatError('channel-name-taken', { channel: name }) : error
  }
}
