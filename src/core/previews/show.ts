/** The picture of a preview, for whoever has its address. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'

export const showPreviewPicture = defineCommand({
  name: 'preview.show-picture',
  who: 'anyone',
  cost: 0,
  input: z.object({ key: z.string().max(64) }),
  async run(context, { key }) {
    const picture = await context.store.previews.picture(key)
    if (picture === null) throw new ChatError('no-such-upload', {})
    return { result: { picture }, log: { routine: true } }
  },
})
