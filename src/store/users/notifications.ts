/** How users want to be called, as columns. */
import type { Kysely } from 'kysely'
import type { UserStore } from '../../core/store-port.ts'
import type { NotificationSettings, QuietHours, UserId } from '../../core/types.ts'
import type { Tables, UserRow } from '../tables.ts'

export const notificationColumns = ['quiet_hours', 'show_text'] as const satisfies readonly (keyof UserRow)[]

export function notificationStore(db: Kysely<Tables>): Pick<UserStore, 'notifications' | 'setNotifications'> {
  const read = async (id: UserId) => {
    const query = db.selectFrom('users').select(notificationColumns).where('id', '=', id)
    const row = await query.executeTakeFirst()
    return row === undefined ? null : notificationsFrom(row)
  }
  return {
    notifications: read,
    async setNotifications(id, { quiet, showText }) {
      const fields = {
        ...(quiet === undefined ? {} : { quiet_hours: quiet === null ? null : JSON.stringify(quiet) }),
        ...(showText === undefined ? {} : { show_text: showText ? (1 as const) : (0 as const) }),
      }
      if (Object.keys(fields).length > 0)
        await db.updateTable('users').set(fields).where('id', '=', id).execute()
      return read(id)
    },
  }
}

export function notificationsFrom(row: Pick<UserRow, 'quiet_hours' | 'show_text'>): NotificationSettings {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above, and nowhere else
  const quiet = row.quiet_hours === null ? null : (JSON.parse(row.quiet_hours) as QuietHours)
  return { quiet, showText: row.show_text === 1 }
}
