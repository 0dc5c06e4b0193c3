/** The guarded way to what somebody has brought. */
import { z } from 'zod'
import { isId } from '../../lib/id.ts'
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Upload, UploadId } from '../types.ts'

export const uploadReference = z.custom<UploadId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not the id of an upload',
)

/** As many as stay in sight. */
export const mostAtOnce = 10

export const uploadReferences = z.array(uploadReference).max(mostAtOnce).nullish()

/** Others' are treated as if they did not exist. */
export async function ownUpload(context: Context<UserActor>, id: UploadId): Promise<Upload> {
  const upload = await context.store.uploads.byId(id)
  if (upload?.owner !== context.actor.id) throw new ChatError('no-such-upload', {})
  return upload
}

/** In the order named, each once. That nothing else is said with them meanwhile is seen to when the message is stored. */
export async function readyUploads(
  context: Context<UserActor>,
  ids: readonly UploadId[] | null | undefined,
): Promise<readonly Upload[]> {
  if (ids == null || ids.length === 0) return none
  const uploads = await Promise.all([...new Set(ids)].map((id) => ownUpload(context, id)))
  if (uploads.some(({ content }) => content === null)) throw new ChatError('no-such-upload', {})
  return uploads
}

const none: readonly Upload[] = []
