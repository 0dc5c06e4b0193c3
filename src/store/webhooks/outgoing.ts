/** Addresses outside, and how far each has been told of its channel. */
import type { Kysely } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { NewOutgoingWebhook, SignInProof, WebhookStore } from '../../core/store-port.ts'
import { outgoingKinds, type OutgoingWebhook, type WebhookId } from '../../core/types.ts'
import type { OutgoingWebhooksTable, Tables } from '../tables.ts'
import { demandProof, lockProver } from '../tokens/proof.ts'
import { inTransaction, type Transaction } from '../transaction.ts'
import { lockedChannel } from './create-incoming.ts'

type Outgoing =
  | 'createOutgoing'
  | 'outgoingById'
  | 'outgoingOf'
  | 'removeOutgoing'
  | 'deliverable'
  | 'setDelivered'
  | 'setFailing'
  | 'setStopped'

export function outgoingStore(db: Kysely<Tables>): Pick<WebhookStore, Outgoing> {
  return {
    createOutgoing: (webhook, proof) =>
      inTransaction(db, (transaction) => createOutgoing(transaction, webhook, proof)),
    async outgoingById(id) {
      const row = await outgoing(db).where('outgoing_webhooks.id', '=', id).executeTakeFirst()
      return row === undefined ? null : outgoingFrom(row)
    },
    async outgoingOf(channel) {
      const query = outgoing(db).where('outgoing_webhooks.channel_id', '=', channel)
      return (await query.execute()).map(outgoingFrom)
    },
    async removeOutgoing(id) {
      const removed = await db.deleteFrom('outgoing_webhooks').where('id', '=', id).executeTakeFirst()
      return removed.numDeletedRows > 0n
    },
    async deliverable(channel) {
      let query = outgoing(db).where('outgoing_webhooks.stopped_at', 'is', null)
      if (channel !== null) query = query.where('outgoing_webhooks.channel_id', '=', channel)
      return (await query.execute()).map((row) => ({ webhook: outgoingFrom(row), secret: row.secret }))
    },
    async setDelivered(id, position) {
      const query = db.updateTable('outgoing_webhooks').set({ position, failing_since: null })
      return (await query.where('id', '=', id).executeTakeFirst()).numUpdatedRows > 0n
    },
    setFailing: (id, at) => setFailing(db, id, at),
    async setStopped(id, at) {
      await db.updateTable('outgoing_webhooks').set({ stopped_at: at }).where('id', '=', id).execute()
    },
  }
}

async function createOutgoing(
  transaction: Transaction,
  webhook: NewOutgoingWebhook,
  proof: SignInProof,
): Promise<OutgoingWebhook> {
  const { by, limit, events, ...given } = webhook
  const channel = await lockedChannel(transaction, webhook.channel)
  await lockProver(transaction, by.id)
  await demandProof(transaction, { ...proof, user: by.id }, webhook.createdAt)
  const others = transaction.selectFrom('outgoing_webhooks').select('id')
  if ((await others.where('channel_id', '=', channel.id).execute()).length >= limit)
    throw new ChatError('too-many-entries', { limit })
  const row = {
    id: given.id,
    channel_id: channel.id,
    user_id: by.id,
    url: given.url,
    events: events.join(' '),
    secret: given.secret,
    created_at: given.createdAt,
    position: channel.lastPosition,
    failing_since: null,
    stopped_at: null,
  }
  await transaction.insertInto('outgoing_webhooks').values(row).execute()
  return outgoingFrom({ ...row, maker: by.name })
}

/** Of two at once the earlier one stays: the row is written first, then read. */
async function setFailing(db: Kysely<Tables>, id: WebhookId, at: number): Promise<number | null> {
  const first = db.updateTable('outgoing_webhooks').set({ failing_since: at }).where('id', '=', id)
  await first.where('failing_since', 'is', null).execute()
  const query = db.selectFrom('outgoing_webhooks').select('failing_since').where('id', '=', id)
  return (await query.executeTakeFirst())?.failing_since ?? null
}

function outgoing(db: Kysely<Tables>) {
  return db
    .selectFrom('outgoing_webhooks')
    .innerJoin('users', 'users.id', 'outgoing_webhooks.user_id')
    .selectAll('outgoing_webhooks')
    .select('users.name as maker')
    .orderBy('outgoing_webhooks.id')
}

function outgoingFrom(row: OutgoingWebhooksTable & { readonly maker: string }): OutgoingWebhook {
  const events = row.events.split(' ')
  return {
    id: row.id,
    channel: row.channel_id,
    url: row.url,
    events: outgoingKinds.filter((kind) => events.includes(kind)),
    by: { id: row.user_id, name: row.maker },
    createdAt: row.created_at,
    position: row.position,
    failingSince: row.failing_since,
    stoppedAt: row.stopped_at,
  }
}
