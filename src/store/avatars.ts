/** What people are shown by: one of the files that each has brought. */
import type { Kysely } from 'kysely'
import type { Avatar, UploadId, UserId } from '../core/types.ts'
import { lockUser } from './locks.ts'
import type { Tables } from './tables.ts'
import { inTransaction, type Transaction } from './transaction.ts'

interface Choice {
  readonly upload: UploadId | null
  readonly at: number
}

/** In one transaction: nobody has two. */
export function setAvatar(db: Kysely<Tables>, owner: UserId, choice: Choice): Promise<boolean> {
  return inTransaction(db, (transaction) => replace(transaction, owner, choice))
}

async function replace(db: Transaction, owner: UserId, { upload, at }: Choice): Promise<boolean> {
  await lockUser(db, owner)
  const former = await db
    .selectFrom('uploads')
    .select('id')
    .where('avatar', '=', 1)
    .where('user_id', '=', owner)
    .where('removed_at', 'is', null)
    .execute()
  if (upload !== null && !(await choose(db, owner, upload))) return false
  const ids = former.map(({ id }) => id)
  if (ids.length > 0)
    await db.updateTable('uploads').set({ avatar: 0, removed_at: at }).where('id', 'in', ids).execute()
  return upload !== null || ids.length > 0
}

async function choose(db: Kysely<Tables>, owner: UserId, upload: UploadId): Promise<boolean> {
  const query = db.updateTable('uploads').set({ avatar: 1 }).where('id', '=', upload)
  const ready = query.where('user_id', '=', owner).where('digest', 'is not', null).where('avatar', '=', 0)
  const free = ready.where('message_id', 'is', null).where('removed_at', 'is', null)
  return (await free.executeTakeFirst()).numUpdatedRows > 0n
}

export async function avatarsOf(db: Kysely<Tables>, users: readonly UserId[]): Promise<readonly Avatar[]> {
  if (users.length === 0) return []
  const rows = await db
    .selectFrom('uploads')
    .select(['user_id', 'key', 'thumbnails'])
    .where('avatar', '=', 1)
    .where('user_id', 'in', users)
    .where('removed_at', 'is', null)
    .execute()
  return rows.map(({ user_id, key, thumbnails }) => ({ user: user_id, key, width: smallest(thumbnails) }))
}

function smallest(thumbnails: string | null): number {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `finish`: the database's door
  const widths = thumbnails === null ? [] : (JSON.parse(thumbnails) as readonly number[])
  return Math.min(...widths)
}
