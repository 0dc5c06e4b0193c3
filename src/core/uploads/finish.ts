/** All of a file has come, and been looked at. For doors, never offered to anybody. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UploadContent } from '../types.ts'
import { ownUpload, uploadReference } from './access.ts'

export const finishUpload = defineCommand({
  name: 'upload.finish',
  who: 'user',
  cost: 0,
  input: z.object({ upload: uploadReference, content: z.custom<UploadContent>() }),
  async run(context, input) {
    const { id } = await ownUpload(context, input.upload)
    const upload = await context.store.uploads.finish(id, input.content)
    if (upload === null) throw new ChatError('no-such-upload', {})
    const { type } = input.content
    return { result: { upload }, log: { routine: true, upload: id, type, bytes: upload.size } }
  },
})
