/** Webhooks: addresses that post into a channel; those that are told of one have a file of their own. */
import type { Kysely } from 'kysely'
import type { WebhookStore } from '../core/store-port.ts'
import type { ChannelId, IncomingWebhook, UserId, WebhookId } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { userColumns, userFrom } from './rows.ts'
import type { Tables } from './tables.ts'
import { createIncoming } from './webhooks/create-incoming.ts'
import { outgoingStore } from './webhooks/outgoing.ts'
import { inTransaction } from './transaction.ts'

export function webhookStore({ db }: Dialect): WebhookStore {
  return {
    ...outgoingStore(db),
    createIncoming: (webhook, proof) =>
      inTransaction(db, (transaction) => createIncoming(transaction, webhook, proof)),
    async incomingByDigest(digest) {
      const row = await incoming(db).where('incoming_webhooks.digest', '=', digest).executeTakeFirst()
      if (row === undefined) return null
      const query = db.selectFrom('users').select(userColumns).where('id', '=', row.botId)
      const bot = await query.executeTakeFirst()
      return bot === undefined ? null : { webhook: incomingFrom(row), bot: userFrom(bot) }
    },
    async incomingById(id) {
      const row = await incoming(db).where('incoming_webhooks.id', '=', id).executeTakeFirst()
      return row === undefined ? null : incomingFrom(row)
    },
    async incomingOf(channel) {
      const query = incoming(db).where('incoming_webhooks.channel_id', '=', channel)
      return (await query.orderBy('incoming_webhooks.id').execute()).map(incomingFrom)
    },
  }
}

interface IncomingFields {
  readonly id: WebhookId
  readonly channel_id: ChannelId
  readonly created_at: number
  readonly botId: UserId
  readonly botName: string
  readonly ownerId: UserId
  readonly ownerName: string
}

function incoming(db: Kysely<Tables>) {
  return db
    .selectFrom('incoming_webhooks')
    .innerJoin('users as bots', 'bots.id', 'incoming_webhooks.bot_id')
    .innerJoin('users as owners', 'owners.id', 'bots.owner_id')
    .select(['incoming_webhooks.id', 'incoming_webhooks.channel_id', 'incoming_webhooks.created_at'])
    .select(['bots.id as botId', 'bots.name as botName', 'owners.id as ownerId', 'owners.name as ownerName'])
}

function incomingFrom(row: IncomingFields): IncomingWebhook {
  return {
    id: row.id,
    channel: row.channel_id,
    bot: { id: row.botId, name: row.botName },
    by: { id: row.ownerId, name: row.ownerName },
    createdAt: row.created_at,
  }
}
