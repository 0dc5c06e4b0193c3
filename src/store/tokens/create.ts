/** A new token: the proof still holds, room is made, the row is written, in one transaction. */
import { sql } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { NewToken, SignInProof } from '../../core/store-port.ts'
import type { TokenId } from '../../core/types.ts'
import type { Transaction } from '../transaction.ts'
import { demandProof, lockProver } from './proof.ts'
import { removeFound } from './remove.ts'

export async function createToken(
  transaction: Transaction,
  token: NewToken,
  proof: SignInProof,
): Promise<readonly TokenId[]> {
  const by = proof.user ?? token.user
  if (by !== token.user) await lockProver(transaction, by)
  await lockProver(transaction, token.user)
  await demandProof(transaction, { ...proof, user: by }, token.createdAt)
  const expired = await removeExpired(transaction, token)
  const displaced = await makeRoom(transaction, token, proof.token)
  const row = {
    id: token.id,
    user_id: token.user,
    digest: token.digest,
    kind: token.kind,
    name: token.name,
    created_at: token.createdAt,
    last_used_at: token.usedFrom === null ? null : token.createdAt,
    last_address: token.usedFrom,
    expires_at: token.expiresAt,
  }
  await transaction.insertInto('tokens').values(row).execute()
  return [...expired, ...displaced]
}

async function removeExpired(transaction: Transaction, { user, createdAt }: NewToken) {
  const query = transaction.selectFrom('tokens').select('id').where('user_id', '=', user)
  return removeFound(transaction, await query.where('expires_at', '<=', createdAt).execute())
}

async function makeRoom(transaction: Transaction, { user, kind, limit }: NewToken, inUse: TokenId | null) {
  const rows = await transaction
    .selectFrom('tokens')
    .select('id')
    .where('user_id', '=', user)
    .where('kind', '=', kind)
    .orderBy((is) => is.fn.coalesce('last_used_at', sql.lit(0)))
    .orderBy('id')
    .execute()
  if (rows.length < limit) return []
  if (kind === 'program') throw new ChatError('too-many-entries', { limit })
  const others = rows.filter(({ id }) => id !== inUse)
  return removeFound(transaction, others.slice(0, rows.length - limit + 1))
}
