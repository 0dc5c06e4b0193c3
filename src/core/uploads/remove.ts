/** Somebody takes back a file that nothing was said with; with a message, the message is what is deleted. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { uploadReference } from './access.ts'

export const removeUpload = defineCommand({
  name: 'upload.remove',
  who: 'user',
  cost: 1,
  input: z.object({ upload: uploadReference }),
  async run(context, input) {
    const { store, actor, now } = context
    if (!(await store.uploads.remove(input.upload, actor.id, now))) throw new ChatError('no-such-upload', {})
    return { result: { upload: input.upload }, log: { routine: true, upload: input.upload } }
  },
})
