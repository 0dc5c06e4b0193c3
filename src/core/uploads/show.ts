/** What is behind an address of a file, for whoever has it: from when it is whole, until its message goes, nobody is shown by it any more, or nothing was said with it for too long. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Upload, UploadContent } from '../types.ts'
import { uploadReference } from './access.ts'

export interface ShownUpload extends Upload {
  readonly content: UploadContent
}

export const showUpload = defineCommand({
  name: 'upload.show',
  who: 'anyone',
  cost: 0,
  input: z.object({ key: z.string().max(64) }),
  async run(context, { key }) {
    const upload = await context.store.uploads.byKey(key)
    const content = upload?.content ?? null
    if (upload === null || content === null) throw new ChatError('no-such-upload', {})
    return { result: { upload: { ...upload, content } satisfies ShownUpload }, log: { routine: true } }
  },
})

/** One's own that is still coming, or that nothing was said with yet. */
export const showOwnUpload = defineCommand({
  name: 'upload.show-own',
  who: 'user',
  cost: 0,
  input: z.object({ upload: uploadReference }),
  async run(context, input) {
    const upload = await context.store.uploads.byId(input.upload)
    if (upload?.owner !== context.actor.id) throw new ChatError('no-such-upload', {})
    return { result: { upload }, log: { routine: true } }
  },
})

/** How much somebody has brought, how much they may, and of what kinds. */
export const showUploadQuota = defineCommand({
  name: 'upload.show-quota',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run(context) {
    const { perFile, perUser, types } = context.policy.uploads
    const used = await context.store.uploads.usedBy(context.actor.id)
    return { result: { used, limit: perUser, perFile, types } }
  },
})
