/** The ban, exception and invitation lists of channels. */
import type { Kysely } from 'kysely'
import type { ChannelStore } from '../../core/store-port.ts'
import type { ChannelId, ChannelMask } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import { prepared, type Reader } from '../prepared.ts'
import type { Tables } from '../tables.ts'
import { inTransaction, orAnew } from '../transaction.ts'

const inForce = prepared((db, given: { readonly channel: ChannelId; readonly now: number }) =>
  db
    .selectFrom('channel_masks')
    .select(['list', 'mask', 'created_by as by', 'created_at as createdAt', 'expires_at as expiresAt'])
    .where('channel_id', '=', given.channel)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', given.now)]))
    .orderBy('created_at')
    .orderBy('folded_mask'),
)

export function maskStore(reader: Reader): Pick<ChannelStore, 'masks' | 'addMask' | 'removeMask'> {
  const { db } = reader
  return {
    masks: (channel, now) => inForce.on(reader, { channel, now }),
    addMask: (id, mask) => putMask(db, id, mask),
    async removeMask(id, list, mask) {
      const removed = await db
        .deleteFrom('channel_masks')
        .where('channel_id', '=', id)
        .where('list', '=', list)
        .where('folded_mask', '=', foldName(mask))
        .executeTakeFirst()
      return removed.numDeletedRows > 0n
    },
  }
}

/** The same mask again replaces the entry: a new end, a new author. */
async function putMask(db: Kysely<Tables>, id: ChannelId, mask: ChannelMask): Promise<void> {
  const key = { channel_id: id, list: mask.list, folded_mask: foldName(mask.mask) }
  const fields = {
    mask: mask.mask,
    created_by: mask.by,
    created_at: mask.createdAt,
    expires_at: mask.expiresAt,
  }
  await inTransaction(db, async (transaction) => {
    await transaction
      .deleteFrom('channel_masks')
      .where('channel_id', '=', key.channel_id)
      .where('list', '=', key.list)
      .where('folded_mask', '=', key.folded_mask)
      .execute()
    const insert = transaction.insertInto('channel_masks').values({ ...key, ...fields })
    await orAnew(insert.execute())
  })
}
