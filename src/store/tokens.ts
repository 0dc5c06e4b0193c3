/** Remembered sign-ins. Making one has a file of its own. */
import type { TokenStore } from '../core/store-port.ts'
import type { Token, TokenId, UserId } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { userColumns, userFrom } from './rows.ts'
import type { TokenRow } from './tables.ts'
import { createToken } from './tokens/create.ts'
import { isInForce } from './tokens/in-force.ts'
import { removeTokens } from './tokens/remove.ts'
import { inTransaction } from './transaction.ts'

const tokenColumns = [
  'tokens.id',
  'tokens.kind',
  'tokens.name',
  'tokens.created_at',
  'tokens.last_used_at',
  'tokens.last_address',
  'tokens.expires_at',
] as const

type TokenFields = Omit<TokenRow, 'user_id' | 'digest'>

export function tokenStore(dialect: Dialect): TokenStore {
  const { db } = dialect
  return {
    create: (token, proof) => inTransaction(db, (transaction) => createToken(transaction, token, proof)),
    byDigest: (digest, now) => byDigest(db, digest, now),
    async has(user, id) {
      const query = db.selectFrom('tokens').select('id').where('id', '=', id)
      return (await query.where('user_id', '=', user).executeTakeFirst()) !== undefined
    },
    async existing(ids) {
      if (ids.length === 0) return []
      const query = db.selectFrom('tokens').select('id').where('id', 'in', ids)
      return (await query.execute()).map((row) => row.id)
    },
    async touch(id, { at, address, expiresAt, unlessUsedAfter }) {
      const used = { last_used_at: at, last_address: address, expires_at: expiresAt }
      const query = db.updateTable('tokens').set(used).where('id', '=', id)
      const long = query.where((is) =>
        is.or([is('last_used_at', 'is', null), is('last_used_at', '<=', unlessUsedAfter)]),
      )
      return (await long.executeTakeFirst()).numUpdatedRows > 0n
    },
    ofUser: (user, now) => ofUser(db, user, now),
    async remove(user, id) {
      const query = db.deleteFrom('tokens').where('id', '=', id).where('user_id', '=', user)
      return (await query.executeTakeFirst()).numDeletedRows > 0n
    },
    removeAllBut: (user, keep) => inTransaction(db, (transaction) => removeTokens(transaction, user, keep)),
  }
}

async function byDigest(db: Dialect['db'], digest: string, now: number) {
  const row = await db
    .selectFrom('tokens')
    .select([...tokenColumns, 'tokens.user_id'])
    .where('digest', '=', digest)
    .where(isInForce(now))
    .executeTakeFirst()
  if (row === undefined) return null
  const query = db.selectFrom('users').select(userColumns).where('id', '=', row.user_id)
  const user = await query.executeTakeFirst()
  return user === undefined ? null : { token: tokenFrom(row), user: userFrom(user) }
}

async function ofUser(db: Dialect['db'], user: UserId, now: number): Promise<readonly Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(tokenColumns)
    .where('user_id', '=', user)
    .where(isInForce(now))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(tokenFrom)
}

function tokenFrom(row: TokenFields & { id: TokenId }): Token {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    lastAddress: row.last_address,
    expiresAt: row.expires_at,
  }
}
