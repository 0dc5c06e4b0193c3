/** Owns what a sign-in does not wait for to succeed. */
import { ChatError } from '../errors.ts'

/** Work that a full queue or a full disk only puts off to the next time: people can still come in and read. */
export async function ifPossible(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ChatError) || (error.code !== 'busy' && error.code !== 'storage-full')) throw error
  }
}
