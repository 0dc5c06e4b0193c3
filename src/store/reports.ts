/** Messages that somebody called the operators to. */
import type { Selectable } from 'kysely'
import type { ReportStore } from '../core/store-port.ts'
import type { ChannelId, MessageId, Report, ReportId, UserId } from '../core/types.ts'
import { branded } from '../lib/brand.ts'
import { type Dialect, isUniqueViolation } from './dialects/dialect.ts'
import type { ReportsTable } from './tables.ts'

export function reportStore({ db }: Dialect): ReportStore {
  return {
    async add(report) {
      try {
        await db.insertInto('reports').values(rowOf(report)).execute()
        return true
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },
    async list({ open, limit }) {
      let query = db.selectFrom('reports').selectAll().orderBy('id', 'desc').limit(limit)
      if (open) query = query.where('settled_at', 'is', null)
      return (await query.execute()).map(reportFrom)
    },
    async settle(id, { by, at }) {
      const settled = { settled_by: by, settled_at: at }
      const open = db.updateTable('reports').set(settled).where('id', '=', id).where('settled_at', 'is', null)
      if ((await open.executeTakeFirst()).numUpdatedRows === 0n) return null
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : reportFrom(row)
    },
  }
}

function rowOf(report: Report): ReportsTable {
  return {
    id: report.id,
    channel_id: report.channel,
    channel_name: report.channelName,
    message_id: report.message,
    author_id: report.author.id,
    author_name: report.author.name,
    text: report.text,
    sent_at: report.sentAt,
    user_id: report.by.id,
    user_name: report.by.name,
    reason: report.reason,
    created_at: report.createdAt,
    settled_at: report.settledAt,
    settled_by: report.settledBy,
  }
}

function reportFrom(row: Selectable<ReportsTable>): Report {
  return {
    id: branded<ReportId>(row.id),
    channel: branded<ChannelId>(row.channel_id),
    channelName: row.channel_name,
    message: branded<MessageId>(row.message_id),
    author: { id: branded<UserId>(row.author_id), name: row.author_name },
    text: row.text,
    sentAt: row.sent_at,
    by: { id: branded<UserId>(row.user_id), name: row.user_name },
    reason: row.reason,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
  }
}
