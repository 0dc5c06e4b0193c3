/** The invitations to register: whoever has the code of one uses it up. */
import { ChatError } from '../../core/errors.ts'
import type { UserId } from '../../core/types.ts'
import type { Transaction } from '../transaction.ts'

interface Use {
  readonly by: UserId
  readonly at: number
}

/** One statement decides: of two registrations with the same invitation, one finds it used. */
export async function useInvite(transaction: Transaction, digest: string, { by, at }: Use): Promise<void> {
  const used = await transaction
    .updateTable('invites')
    .set({ used_at: at, used_by: by })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  if (used.numUpdatedRows === 0n) throw new ChatError('invite-code-required', {})
}
