/** Files; bringing them has addresses of its own (docs/uploads.md). */
import { z } from 'zod'
import { removeUpload } from '../../../core/uploads/remove.ts'
import { showUploadQuota } from '../../../core/uploads/show.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

export const uploadVerbs = {
  'upload.remove': verb(removeUpload, {
    about: 'Takes back a file that nothing was said with. With a message, the message is what is deleted.',
    ok: z.object({ upload: shapes.id }),
    answer: ({ upload }) => ({ upload }),
  }),
  'upload.show-quota': verb(showUploadQuota, {
    about:
      'How many bytes you have brought, how many you may, how large one file may be, and of which types (empty: all).',
    ok: z.object({ used: z.int(), limit: z.int(), perFile: z.int(), types: z.array(z.string()) }),
    answer: ({ types, ...quota }) => ({ ...quota, types: [...types] }),
  }),
} as const
