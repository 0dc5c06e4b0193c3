/** Files that people bring: announced, complete, said something with, gone. */
import type { Kysely } from 'kysely'
import { ChatError } from '../core/errors.ts'
import type { NewUpload, UploadLimits, UploadStore } from '../core/store-port.ts'
import type { Upload, UploadContent, UploadId, UserId } from '../core/types.ts'
import { avatarsOf, setAvatar } from './avatars.ts'
import type { Dialect } from './dialects/dialect.ts'
import { lockUser } from './locks.ts'
import type { Tables, UploadRow } from './tables.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export function uploadStore({ db }: Dialect): UploadStore {
  const shown = () => db.selectFrom('uploads').selectAll().where('removed_at', 'is', null)
  return {
    reserve: (upload, limits) => inTransaction(db, (transaction) => reserve(transaction, upload, limits)),
    async byId(id) {
      const row = await shown().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : uploadFrom(row)
    },
    async byKey(key) {
      const row = await shown().where('key', '=', key).executeTakeFirst()
      return row === undefined ? null : uploadFrom(row)
    },
    finish: (id, content) => finish(db, id, content),
    async remove(id, owner, at) {
      const query = db.updateTable('uploads').set({ removed_at: at }).where('id', '=', id)
      const own = query.where('user_id', '=', owner).where('message_id', 'is', null).where('avatar', '=', 0)
      return (await own.where('removed_at', 'is', null).executeTakeFirst()).numUpdatedRows > 0n
    },
    setAvatar: (owner, upload, at) => setAvatar(db, owner, { upload, at }),
    avatarsOf: (users) => avatarsOf(db, users),
    usedBy: (user) => bytes(db, user),
    async removeUnsaid(before, at) {
      const query = db.updateTable('uploads').set({ removed_at: at }).where('created_at', '<', before)
      const unsaid = query.where('message_id', 'is', null).where('avatar', '=', 0)
      await unsaid.where('removed_at', 'is', null).execute()
    },
    gone(limit) {
      const query = db.selectFrom('uploads').select(['id', 'digest']).where('removed_at', 'is not', null)
      return query.orderBy('created_at').limit(limit).execute()
    },
    async isShown(digest, but) {
      const query = db.selectFrom('uploads').select('id').where('digest', '=', digest).where('id', '!=', but)
      return (await query.limit(1).executeTakeFirst()) !== undefined
    },
    async forget(id) {
      await db.deleteFrom('uploads').where('id', '=', id).execute()
    },
  }
}

async function reserve(db: Transaction, upload: NewUpload, limits: UploadLimits): Promise<void> {
  await lockUser(db, upload.owner)
  const own = await bytes(db, upload.owner)
  if (own + upload.size > limits.perUser)
    throw new ChatError('uploads-full', { whose: 'yours', used: own, limit: limits.perUser })
  const used = await bytes(db, null)
  if (used + upload.size > limits.total)
    throw new ChatError('uploads-full', { whose: 'all', used, limit: limits.total })
  const { id, owner: user_id, key, name, size, createdAt: created_at } = upload
  const nothing = { digest: null, type: null, width: null, height: null, preview: null, thumbnails: null }
  const silence = { duration: null, waveform: null }
  const row = {
    id,
    user_id,
    key,
    name,
    size,
    created_at,
    ...nothing,
    ...silence,
    message_id: null,
    avatar: 0,
    removed_at: null,
  }
  await db.insertInto('uploads').values(row).execute()
}

/** What is removed counts no more, though its bytes may lie there for a moment. */
async function bytes(db: Kysely<Tables>, user: UserId | null): Promise<number> {
  let query = db.selectFrom('uploads').select((is) => is.fn.sum<number | null>('size').as('bytes'))
  if (user !== null) query = query.where('user_id', '=', user)
  return (await query.where('removed_at', 'is', null).executeTakeFirstOrThrow()).bytes ?? 0
}

async function finish(db: Kysely<Tables>, id: UploadId, content: UploadContent): Promise<Upload | null> {
  await db
    .updateTable('uploads')
    .set(contentFields(content))
    .where('id', '=', id)
    .where('digest', 'is', null)
    .execute()
  const query = db.selectFrom('uploads').selectAll().where('id', '=', id)
  const row = await query.where('removed_at', 'is', null).executeTakeFirst()
  return row === undefined ? null : uploadFrom(row)
}

export function contentFields({ thumbnails, ...content }: UploadContent) {
  return { ...content, thumbnails: JSON.stringify(thumbnails) }
}

export function uploadFrom(row: UploadRow): Upload {
  return {
    id: row.id,
    owner: row.user_id,
    key: row.key,
    name: row.name,
    size: row.size,
    createdAt: row.created_at,
    message: row.message_id,
    avatar: row.avatar === 1,
    content: contentFrom(row),
  }
}

function contentFrom(row: UploadRow): UploadContent | null {
  const { digest, size, type, width, height, preview, thumbnails, duration, waveform } = row
  if (digest === null || type === null) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `finish`: the database's door
  const widths = thumbnails === null ? [] : (JSON.parse(thumbnails) as readonly number[])
  return { digest, size, type, width, height, preview, thumbnails: widths, duration, waveform }
}
