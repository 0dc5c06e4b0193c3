/** A new address of a channel: its bot, the bot's place in the channel and the address itself, in one transaction. */
import { ChatError } from '../../core/errors.ts'
import type { NewIncomingWebhook, SignInProof } from '../../core/store-port.ts'
import type { Channel, ChannelId, User } from '../../core/types.ts'
import { createBot } from '../bots/create.ts'
import { lockChannel } from '../locks.ts'
import { channelColumns, channelFrom } from '../rows.ts'
import type { Transaction } from '../transaction.ts'

export async function createIncoming(
  transaction: Transaction,
  webhook: NewIncomingWebhook,
  proof: SignInProof,
): Promise<{ bot: User; channel: Channel }> {
  const channel = await lockedChannel(transaction, webhook.channel)
  await demandRoom(transaction, webhook)
  const bot = await createBot(transaction, webhook.bot, proof)
  const place = { channel_id: channel.id, user_id: bot.id, role: 'member' as const }
  const joined = { joined_at: webhook.createdAt, read_position: channel.lastPosition }
  await transaction
    .insertInto('memberships')
    .values({ ...place, ...joined })
    .execute()
  const { id, digest, createdAt: created_at } = webhook
  const row = { id, channel_id: channel.id, bot_id: bot.id, digest, created_at }
  await transaction.insertInto('incoming_webhooks').values(row).execute()
  return { bot, channel }
}

/** Two that are made at once are counted one after the other, and none in a channel that is being closed. */
export async function lockedChannel(transaction: Transaction, id: ChannelId): Promise<Channel> {
  await lockChannel(transaction, id)
  const query = transaction.selectFrom('channels').select(channelColumns).where('id', '=', id)
  const row = await query.executeTakeFirst()
  if (row === undefined) throw new ChatError('no-such-channel', { channel: id })
  if (row.archived_at !== null) throw new ChatError('channel-archived', { channel: `#${row.name}` })
  return channelFrom(row)
}

async function demandRoom(transaction: Transaction, { channel, limit }: NewIncomingWebhook): Promise<void> {
  const query = transaction.selectFrom('incoming_webhooks').select('id').where('channel_id', '=', channel)
  if ((await query.execute()).length >= limit) throw new ChatError('too-many-entries', { limit })
}
