/** Whoever asks for something that lasts is still signed in when it is written. */
import { ChatError } from '../../core/errors.ts'
import type { SignInProof } from '../../core/store-port.ts'
import type { UserId } from '../../core/types.ts'
import { lockUser } from '../locks.ts'
import type { Transaction } from '../transaction.ts'
import { isInForce } from './in-force.ts'

/** A new password, or another one of what is counted, comes before this transaction or after it. */
export async function lockProver(transaction: Transaction, user: UserId): Promise<void> {
  if (!(await lockUser(transaction, user))) throw new ChatError('not-signed-in', {})
}

export async function demandProof(
  transaction: Transaction,
  { user, token, passwordChanges }: Required<SignInProof>,
  now: number,
): Promise<void> {
  const users = transaction.selectFrom('users').select('id').where('id', '=', user)
  const tokens = transaction.selectFrom('tokens').select('id').where('user_id', '=', user)
  const query =
    token === null
      ? users.where('password_changes', '=', passwordChanges)
      : tokens.where('id', '=', token).where(isInForce(now))
  if ((await query.executeTakeFirst()) === undefined) throw new ChatError('not-signed-in', {})
}
