/** Leaving: how far somebody had read is kept for when they come back. */
import { orAnew, type Transaction } from '../transaction.ts'
import { prepared } from '../prepared.ts'
import type { Pair } from './join.ts'

/** Whether there was a membership. */
export async function leave(transaction: Transaction, { channel, user }: Pair): Promise<boolean> {
  const found = await transaction
    .selectFrom('memberships')
    .select('read_at')
    .where('channel_id', '=', channel)
    .where('user_id', '=', user)
    .executeTakeFirst()
  if (found === undefined) return false
  await transaction
    .deleteFrom('memberships')
    .where('channel_id', '=', channel)
    .where('user_id', '=', user)
    .execute()
  if (found.read_at !== null) await keepMark(transaction, { channel, user }, found.read_at)
  return true
}

async function keepMark(transaction: Transaction, { channel, user }: Pair, readAt: number): Promise<void> {
  await takeMark(transaction, { channel, user })
  const row = { user_id: user, channel_id: channel, read_at: readAt }
  await orAnew(transaction.insertInto('read_marks').values(row).execute())
}

const mark = prepared((db, given: Pair) =>
  db
    .selectFrom('read_marks')
    .select('read_at')
    .where('user_id', '=', given.user)
    .where('channel_id', '=', given.channel),
)

/** The mark that was kept, which is then no more. */
export async function takeMark(transaction: Transaction, { channel, user }: Pair): Promise<number | null> {
  const [found] = (await mark.inside(transaction, { channel, user })).rows
  if (found === undefined) return null
  await transaction
    .deleteFrom('read_marks')
    .where('user_id', '=', user)
    .where('channel_id', '=', channel)
    .execute()
  return found.read_at
}
