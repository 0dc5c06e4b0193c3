/** What is behind links: found, shown by messages, forgotten when nobody shows it any more. */
import type { Kysely } from 'kysely'
import type { FoundPreview, GonePreview, PreviewState, PreviewStore } from '../core/store-port.ts'
import type { LinkPreview, MessageId } from '../core/types.ts'
import type { AppendQueue } from './append-queue.ts'
import type { Dialect } from './dialects/dialect.ts'
import { previewsText } from './rows.ts'
import type { Tables } from './tables.ts'
import type { PreviewsTable } from './tables/previews.ts'

export function previewStore(dialect: Dialect, queue: AppendQueue): PreviewStore {
  const { db } = dialect
  return {
    async byLink(link, now) {
      const known = db.selectFrom('previews').selectAll().where('link_digest', '=', link)
      const fresh = known.where('expires_at', '>', now).orderBy('created_at', 'desc').limit(1)
      const row = await fresh.executeTakeFirst()
      return row === undefined ? null : foundFrom(row)
    },
    async keep(found) {
      await db.insertInto('previews').values(rowOf(found)).execute()
    },
    async picture(key) {
      const query = db.selectFrom('previews').select(['picture_digest', 'picture_widths'])
      const row = await query.where('picture_key', '=', key).executeTakeFirst()
      if (row === undefined || row.picture_digest === null) return null
      return { digest: row.picture_digest, thumbnails: numbersIn(row.picture_widths) }
    },
    stateOf: (message) => stateOf(db, message),
    set: (given) => queue.change(previewsText(given.previews) ?? '', () => dialect.setPreviews(given)),
    gone: (now, limit) => gone(db, now, limit),
    async isPictureShown(digest, but) {
      const query = db.selectFrom('previews').select('id').where('picture_digest', '=', digest)
      return (await query.where('id', '!=', but).limit(1).executeTakeFirst()) !== undefined
    },
    async forget(id) {
      const shown = db.selectFrom('preview_uses').select('preview_id').where('preview_id', '=', id)
      const query = db.deleteFrom('previews').where('id', '=', id)
      const removed = await query.where((is) => is.not(is.exists(shown))).executeTakeFirst()
      return removed.numDeletedRows > 0n
    },
  }
}

async function stateOf(db: Kysely<Tables>, message: MessageId): Promise<PreviewState> {
  const query = db.selectFrom('message_previews').select(['changed_position', 'removed'])
  const row = await query.where('message_id', '=', message).executeTakeFirst()
  return { position: row?.changed_position ?? 0, removed: linksIn(row?.removed ?? null) }
}

async function gone(db: Kysely<Tables>, now: number, limit: number): Promise<readonly GonePreview[]> {
  const rows = await db
    .selectFrom('previews')
    .select(['id', 'picture_digest'])
    .where('expires_at', '<=', now)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('preview_uses')
            .select('preview_uses.preview_id')
            .whereRef('preview_uses.preview_id', '=', 'previews.id'),
        ),
      ),
    )
    .orderBy('expires_at')
    .limit(limit)
    .execute()
  return rows.map(({ id, picture_digest: pictureDigest }) => ({ id, pictureDigest }))
}

function rowOf({ id, link, content, pictureDigest, createdAt, expiresAt }: FoundPreview): PreviewsTable {
  const picture = content?.picture ?? null
  return {
    id,
    link_digest: link,
    content: content === null ? null : JSON.stringify(content),
    picture_key: picture?.key ?? null,
    picture_digest: pictureDigest,
    picture_widths: picture === null ? null : JSON.stringify(picture.thumbnails),
    created_at: createdAt,
    expires_at: expiresAt,
  }
}

function foundFrom(row: PreviewsTable): FoundPreview {
  return {
    id: row.id,
    link: row.link_digest,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `rowOf`: the database's door
    content: row.content === null ? null : (JSON.parse(row.content) as LinkPreview),
    pictureDigest: row.picture_digest,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

function numbersIn(text: string | null): readonly number[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return text === null ? [] : (JSON.parse(text) as readonly number[])
}

function linksIn(text: string | null): readonly string[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the script: as above
  return text === null ? [] : (JSON.parse(text) as readonly string[])
}
