/** The certificates with which users sign in, by fingerprint; each belongs to one user. */
import type { UserStore } from '../../core/store-port.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { orGone } from '../gone.ts'
import { userColumns, userFrom } from '../rows.ts'
import { inTransaction, orAnew } from '../transaction.ts'

type Certificates = 'certificateOwner' | 'addCertificate' | 'removeCertificate' | 'certificates'

export function certificateStore({ db }: Dialect): Pick<UserStore, Certificates> {
  return {
    async certificateOwner(fingerprint) {
      const owner = db.selectFrom('certificates').select('user_id').where('fingerprint', '=', fingerprint)
      const query = db.selectFrom('users').select(userColumns).where('id', '=', owner)
      const row = await query.executeTakeFirst()
      return row === undefined ? null : userFrom(row)
    },
    async addCertificate(id, fingerprint, at) {
      const row = { fingerprint, user_id: id, added_at: at }
      await inTransaction(db, async (transaction) => {
        await transaction.deleteFrom('certificates').where('fingerprint', '=', fingerprint).execute()
        await orGone(orAnew(transaction.insertInto('certificates').values(row).execute()))
      })
    },
    async removeCertificate(id, fingerprint) {
      const query = db.deleteFrom('certificates').where('fingerprint', '=', fingerprint)
      return (await query.where('user_id', '=', id).executeTakeFirst()).numDeletedRows > 0n
    },
    async certificates(id) {
      const query = db.selectFrom('certificates').select('fingerprint').where('user_id', '=', id)
      const rows = await query.orderBy('added_at').orderBy('fingerprint').execute()
      return rows.map(({ fingerprint }) => fingerprint)
    },
  }
}
