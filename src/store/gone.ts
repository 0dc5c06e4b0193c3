/** What is written about a guest whose last client left in the meantime: they are gone, and so is what it was about. */
import { ChatError } from '../core/errors.ts'
import { isMissingReference } from './dialects/dialect.ts'

/** For rows that belong to a user who was there when it was asked: rejects with `no-such-user` when they are not any more. */
export async function orGone<T>(change: Promise<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    if (isMissingReference(error)) throw new ChatError('no-such-user', { name: 'who has just left' })
    throw error
  }
}
