/** Signs put to messages, and messages kept in sight. Each keeps its row when it is taken back. */
import type { NewPin, NewReaction } from '../../../core/store-port.ts'
import type { ChannelId, Person } from '../../../core/types.ts'
import { spokenKinds } from '../../messages/spoken.ts'
import type { Batch } from './batch.ts'
import { standing } from './edits.ts'

function by({ id, name, account, userhost }: Person) {
  return { user_id: id, user_name: name, user_account: account, user_userhost: userhost }
}

/** Put again, a sign that was taken back gets a new place; one that stands keeps its own. */
export async function addReaction(batch: Batch, given: NewReaction, limit: number): Promise<number | null> {
  const { transaction } = batch
  const message = await standing(batch, given.message)
  if (message === null) return null
  const own = await signsBy(batch, given)
  const same = own.find(({ reaction }) => reaction === given.reaction)
  if (same !== undefined && same.removed_at === null) return null
  if (own.filter(({ removed_at }) => removed_at === null).length >= limit) return null
  const position = batch.next(message.channel_id)
  const put = { ...by(given.author), reacted_at: given.at, changed_position: position, removed_at: null }
  const sign = { message_id: given.message, reaction: given.reaction }
  if (same === undefined) {
    const row = { ...sign, ...put, channel_id: message.channel_id }
    await transaction.insertInto('reactions').values(row).execute()
  } else await sameSign(batch, given).set(put).execute()
  return position
}

export async function removeReaction(batch: Batch, given: NewReaction): Promise<number | null> {
  const channel = batch.channelOf(given.message)
  const own = await signsBy(batch, given)
  const stands = own.some(({ reaction, removed_at }) => reaction === given.reaction && removed_at === null)
  if (channel === undefined || !stands) return null
  const position = batch.next(channel)
  await sameSign(batch, given)
    .set({ ...by(given.author), removed_at: given.at, changed_position: position })
    .execute()
  return position
}

function signsBy({ transaction }: Batch, { message, author }: NewReaction) {
  const query = transaction.selectFrom('reactions').select(['reaction', 'removed_at'])
  return query.where('message_id', '=', message).where('user_id', '=', author.id).execute()
}

function sameSign({ transaction }: Batch, { message, author, reaction }: NewReaction) {
  const query = transaction.updateTable('reactions').where('message_id', '=', message)
  return query.where('user_id', '=', author.id).where('reaction', '=', reaction)
}

export async function pin(batch: Batch, given: NewPin, limit: number): Promise<number | null> {
  const { transaction } = batch
  const message = await standing(batch, given.message)
  if (message === null || !spokenKinds.some((kind) => kind === message.kind)) return null
  const before = await pinOf(batch, given)
  if (before !== undefined && before.removed_at === null) return null
  if ((await countPins(batch, message.channel_id)) >= limit) return null
  const position = batch.next(message.channel_id)
  const put = { ...by(given.by), pinned_at: given.at, changed_position: position, removed_at: null }
  if (before === undefined) {
    const row = { ...put, message_id: given.message, channel_id: message.channel_id }
    await transaction.insertInto('pins').values(row).execute()
  } else await transaction.updateTable('pins').set(put).where('message_id', '=', given.message).execute()
  return position
}

export async function unpin(batch: Batch, given: NewPin): Promise<number | null> {
  const channel = batch.channelOf(given.message)
  const before = await pinOf(batch, given)
  if (channel === undefined || before === undefined || before.removed_at !== null) return null
  const position = batch.next(channel)
  await batch.transaction
    .updateTable('pins')
    .set({ ...by(given.by), removed_at: given.at, changed_position: position })
    .where('message_id', '=', given.message)
    .execute()
  return position
}

function pinOf({ transaction }: Batch, { message }: NewPin) {
  const query = transaction.selectFrom('pins').select('removed_at')
  return query.where('message_id', '=', message).executeTakeFirst()
}

async function countPins({ transaction }: Batch, channel: ChannelId): Promise<number> {
  const { count } = await transaction
    .selectFrom('pins')
    .innerJoin('messages', 'messages.id', 'pins.message_id')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('pins.channel_id', '=', channel)
    .where('pins.removed_at', 'is', null)
    .where('messages.deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
