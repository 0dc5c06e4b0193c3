/** Somebody is about to bring a file: room is kept for it, and it gets the address it will have. */
import { z } from 'zod'
import { randomWord } from '../../lib/digest.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Upload, UploadId } from '../types.ts'
import { fileName } from './names.ts'

export const reserveUpload = defineCommand({
  name: 'upload.reserve',
  who: 'user',
  cost: 2,
  input: z.object({
    name: fileName,
    /** Bytes; exactly as many will be taken. */
    size: z.int('must be a whole number of bytes').min(1, 'an empty file has nothing to show'),
  }),
  async run(context, { name, size }) {
    const { enabled, perFile, perUser, total } = context.policy.uploads
    if (!enabled) throw new ChatError('uploads-off', {})
    if (size > perFile) throw new ChatError('upload-too-large', { size, limit: perFile })
    const { actor, now, store } = context
    const made = {
      id: context.newId<UploadId>(),
      owner: actor.id,
      key: randomWord(24),
      name,
      size,
      createdAt: now,
    }
    await store.uploads.reserve(made, { perUser, total })
    const upload: Upload = { ...made, message: null, avatar: false, content: null }
    return { result: { upload }, log: { routine: true, upload: made.id, bytes: size } }
  },
})
