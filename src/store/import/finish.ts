/** What hangs on the messages of a channel: how far its members have read, and the topic that stands in the end. */
import type { Importing } from './importing.ts'
import { inTransaction } from '../transaction.ts'

export async function finishChannels({ dialect, reads, topics }: Importing): Promise<void> {
  await inTransaction(dialect.patient, async (transaction) => {
    for (const { id, topic, topicBy, topicAt } of topics) {
      const fields = { topic, topic_by: topicBy, topic_at: topicAt }
      await transaction.updateTable('channels').set(fields).where('id', '=', id).execute()
    }
    for (const { channel, user, message } of reads) {
      const seen = transaction
        .selectFrom('messages')
        .select('position')
        .where('id', '=', message)
        .where('channel_id', '=', channel)
      await transaction
        .updateTable('memberships')
        .set((is) => ({ read_position: is.fn.coalesce(seen, is.lit(0)) }))
        .where('channel_id', '=', channel)
        .where('user_id', '=', user)
        .execute()
    }
  })
}
