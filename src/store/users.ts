/** Users and the invitations to register. Names, guests, certificates and finding have files of their own. */
import type { UserStore } from '../core/store-port.ts'
import type { User } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { UsersTable } from './tables.ts'
import { acceptanceStore } from './users/acceptances.ts'
import { absorbGuest } from './users/absorb.ts'
import { certificateStore } from './users/certificates.ts'
import { removeAllGuests } from './users/guests.ts'
import { makePerson } from './users/make-person.ts'
import { notificationStore } from './users/notifications.ts'
import { setPassword, strengthenPassword } from './users/passwords.ts'
import { userReads } from './users/reads.ts'
import { renameUser, restoreNames } from './users/rename.ts'
import { userSettingFields } from './users/settings.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export function userStore(dialect: Dialect): UserStore {
  const { db } = dialect
  const change = async (id: User['id'], fields: Partial<UsersTable>) => {
    await db.updateTable('users').set(fields).where('id', '=', id).execute()
  }

  const whole = <T>(work: (transaction: Transaction) => Promise<T>) => inTransaction(db, work)

  return {
    ...userReads(dialect),
    ...certificateStore(dialect),
    ...notificationStore(db),
    create: (user) => dialect.procedure('user.create', user),
    rename: (id, name) => whole((transaction) => renameUser(transaction, id, name)),
    makePerson: (id, person) => whole((transaction) => makePerson(transaction, id, person)),
    absorbGuest: (guest, user, goingBy) =>
      whole((transaction) => absorbGuest(transaction, { guest, user, goingBy })),
    setPassword: (id, password) => whole((transaction) => setPassword(transaction, id, password)),
    strengthenPassword: (id, password) => strengthenPassword(db, id, password),
    setUserhost: (id, userhost) => change(id, { userhost }),
    async setSettings(id, settings) {
      const fields = userSettingFields(settings)
      if (Object.keys(fields).length > 0) await change(id, fields)
    },
    setRole: (id, role) => change(id, { role }),
    setDisplayName: (id, displayName) => change(id, { display_name: displayName }),
    setRealName: (id, realName) => change(id, { real_name: realName }),
    ...acceptanceStore(db),
    setAway: (id, awayText) => change(id, { away_text: awayText }),
    touch: (id, address, at) => change(id, { last_address: address, last_seen_at: at }),
    removeGuest: (id) => dialect.procedure('user.remove-guest', id),
    removeAllGuests: () => whole(removeAllGuests),
    restoreNames: () => whole(restoreNames),
    async addInvite(digest, expiresAt) {
      const invite = { digest, expires_at: expiresAt, used_at: null, used_by: null }
      await db.insertInto('invites').values(invite).execute()
    },
  }
}
