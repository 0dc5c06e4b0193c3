/** What operators did: appended, listed, never changed; the database itself refuses more. */
import type { AuditStore } from '../core/store-port.ts'
import type { Dialect } from './dialects/dialect.ts'

export function auditStore({ db }: Dialect): AuditStore {
  return {
    async append({ at, by, action, subject, reason, details }) {
      await db.insertInto('audit').values({ at, actor: by, action, subject, reason, details }).execute()
    },
    async list(limit) {
      const query = db.selectFrom('audit').select(['at', 'actor', 'action', 'subject', 'reason', 'details'])
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
      return rows.map(({ actor, ...entry }) => ({ ...entry, by: actor }))
    },
  }
}
