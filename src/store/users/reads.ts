/** Finding users: by what they go by and by their account alike. */
import type { Kysely } from 'kysely'
import type { UserStore } from '../../core/store-port.ts'
import type { User, UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import { userColumns, userFrom } from '../rows.ts'
import { prepared, type Reader } from '../prepared.ts'
import type { Tables } from '../tables.ts'
import { holderOf } from './names.ts'

type RosterReads = 'list' | 'count' | 'someoneRegistered'
type Reads = 'byName' | 'byId' | 'byIds' | 'credentials' | 'scramOf' | RosterReads

export const userWithId = prepared((db, given: { readonly id: UserId }) =>
  db.selectFrom('users').select(userColumns).where('id', '=', given.id),
)

export function userReads(reader: Reader): Pick<UserStore, Reads> {
  const { db } = reader
  return {
    async byName(name): Promise<User | null> {
      const query = db.selectFrom('users').select(userColumns).where('id', '=', holderOf(db, name))
      const row = await query.executeTakeFirst()
      return row === undefined ? null : userFrom(row)
    },
    async byId(id): Promise<User | null> {
      const [row] = await userWithId.on(reader, { id })
      return row === undefined ? null : userFrom(row)
    },
    async byIds(ids) {
      if (ids.length === 0) return []
      const rows = await db.selectFrom('users').select(userColumns).where('id', 'in', ids).execute()
      return rows.map(userFrom)
    },
    async credentials(name) {
      const query = db.selectFrom('users').select([...userColumns, 'password_hash'])
      const row = await query.where('id', '=', holderOf(db, name)).executeTakeFirst()
      return row === undefined ? null : { user: userFrom(row), passwordHash: row.password_hash }
    },
    async scramOf(name) {
      const query = db.selectFrom('users').select([...userColumns, 'scram'])
      const row = await query.where('id', '=', holderOf(db, name)).executeTakeFirst()
      return row === undefined || row.scram === null ? null : { user: userFrom(row), scram: row.scram }
    },
    ...rosterReads(db),
  }
}

/** What tells of all users at once. */
function rosterReads(db: Kysely<Tables>): Pick<UserStore, RosterReads> {
  return {
    async list({ after, limit }) {
      let query = db.selectFrom('users').select(userColumns).orderBy('folded_name').limit(limit)
      if (after !== null) query = query.where('folded_name', '>', foldName(after))
      return (await query.execute()).map(userFrom)
    },
    async count() {
      const query = db.selectFrom('users').select((is) => is.fn.countAll<number>().as('count'))
      return (await query.executeTakeFirstOrThrow()).count
    },
    async someoneRegistered() {
      const query = db.selectFrom('users').select('id').where('kind', '!=', 'guest').limit(1)
      return (await query.executeTakeFirst()) !== undefined
    },
  }
}
