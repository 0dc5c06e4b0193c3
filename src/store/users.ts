/** Users and the invitations to register. */
import type { UserStore } from '../core/store-port.ts'
import type { User } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { UsersTable } from './tables.ts'
import { createUser } from './users/create.ts'
import { removeAllGuests, removeGuest } from './users/guests.ts'
import { userReads } from './users/reads.ts'

export function userStore(dialect: Dialect): UserStore {
  const { db } = dialect
  const change = async (id: User['id'], fields: Partial<UsersTable>) => {
    await db.updateTable('users').set(fields).where('id', '=', id).execute()
  }

  return {
    ...userReads(db),
    create: (user) => db.transaction().execute((transaction) => createUser(transaction, user)),
    setPassword: (id, passwordHash) => change(id, { password_hash: passwordHash }),
    setRole: (id, role) => change(id, { role }),
    setDisplayName: (id, displayName) => change(id, { display_name: displayName }),
    setAway: (id, awayText) => change(id, { away_text: awayText }),
    touch: (id, address, at) => change(id, { last_address: address, last_seen_at: at }),
    removeGuest: (id) => removeGuest(db, id),
    removeAllGuests: () => removeAllGuests(db),
    async addInvite(digest, expiresAt) {
      const invite = { digest, expires_at: expiresAt, used_at: null, used_by: null }
      await db.insertInto('invites').values(invite).execute()
    },
  }
}
