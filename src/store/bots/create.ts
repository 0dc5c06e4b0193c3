/** A new bot: its owner is still signed in and has room for it, in one transaction. */
import { ChatError } from '../../core/errors.ts'
import type { NewBot, SignInProof } from '../../core/store-port.ts'
import type { User } from '../../core/types.ts'
import { demandProof, lockProver } from '../tokens/proof.ts'
import type { Transaction } from '../transaction.ts'
import { createUser } from '../users/create.ts'

/** What a bot has not. */
const nothing = {
  realName: null,
  email: null,
  passwordHash: null,
  scram: null,
  address: '',
  channels: [],
  inviteDigest: null,
} as const

export async function createBot(transaction: Transaction, bot: NewBot, proof: SignInProof): Promise<User> {
  const { owner, limit, ...named } = bot
  await lockProver(transaction, owner)
  await demandProof(transaction, { ...proof, user: owner }, bot.createdAt)
  const query = transaction.selectFrom('users').select('id').where('owner_id', '=', owner)
  if ((await query.execute()).length >= limit) throw new ChatError('too-many-entries', { limit })
  const { user } = await createUser(transaction, { ...nothing, ...named, kind: 'bot' }, owner)
  return user
}
