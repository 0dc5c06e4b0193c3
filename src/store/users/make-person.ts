/** A guest registers where they are: the same user, from now on with an account. */
import { ChatError } from '../../core/errors.ts'
import type { NewPerson } from '../../core/store-port.ts'
import type { User, UserId } from '../../core/types.ts'
import { lockUser } from '../locks.ts'
import { userColumns, userFrom } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import { useInvite } from './invites.ts'
import { takeName } from './names.ts'

export async function makePerson(transaction: Transaction, id: UserId, person: NewPerson): Promise<User> {
  const { account, userhost, email, passwordHash, scram, inviteDigest, at } = person
  await lockUser(transaction, id)
  const query = transaction.selectFrom('users').select(userColumns).where('id', '=', id)
  const before = await query.executeTakeFirst()
  if (before === undefined) throw new ChatError('no-such-user', { name: account })
  // Of two registrations at once the second meets a person: nobody's password is replaced this way.
  if (before.kind !== 'guest')
    throw new ChatError('already-signed-in', { name: before.account ?? before.name })
  if (inviteDigest !== null) await useInvite(transaction, inviteDigest, { by: id, at })
  await takeName(transaction, id, account)
  await transaction
    .updateTable('users')
    .set({ kind: 'person', account, userhost, email, password_hash: passwordHash, scram })
    .where('id', '=', id)
    .execute()
  return userFrom(await query.executeTakeFirstOrThrow())
}
