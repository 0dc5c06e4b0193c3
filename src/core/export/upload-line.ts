/** A file that was said with a message, or that somebody is shown by. Its bytes lie beside the lines, by their digest. */
import { z } from 'zod'
import { fileName } from '../uploads/names.ts'
import { time, uploadId, userId } from './pieces.ts'

const pixels = z.int().min(1).max(1_000_000).nullable().default(null)

export const uploadLine = z.strictObject({
  type: z.literal('upload'),
  id: uploadId,
  owner: userId,
  /** The unguessable part of its address, so that the address stays the same. */
  key: z.string().regex(/^[\w-]{16,64}$/, 'must be 16 to 64 letters, digits, - and _'),
  name: fileName,
  createdAt: time,
  avatar: z.boolean().default(false),
  content: z.strictObject({
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal'),
    size: z.int().min(0),
    type: z
      .string()
      .regex(/^[\w.+-]{1,64}\/[\w.+-]{1,64}(; ?[\w-]{1,32}=[\w-]{1,32})?$/, 'must be a MIME type'),
    width: pixels,
    height: pixels,
    preview: z.base64().max(10_000).nullable().default(null),
    thumbnails: z.array(z.int().min(1).max(10_000)).max(20).readonly().default([]),
    duration: z.int().min(0).nullable().default(null),
    waveform: z.base64().max(1000).nullable().default(null),
  }),
})

export type UploadLine = Readonly<z.output<typeof uploadLine>>
