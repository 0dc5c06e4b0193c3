/** What is behind links, as it travels. */
import { z } from 'zod'

const previewPicture = z.object({
  width: z.int().describe('Pixels, as it was found.'),
  height: z.int(),
  preview: z.string().nullable().describe('A few pixels to show until it is there: WebP in Base64.'),
  thumbnails: z
    .array(z.object({ width: z.int(), address: z.string() }))
    .describe('The forms in which this server has it, as WebP, the smallest first.'),
})

export const preview = z.object({
  url: z.string().describe('The link, without what follows #.'),
  kind: z.enum(['page', 'picture']).describe('picture: the link leads to nothing but a picture.'),
  siteName: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  picture: previewPicture.nullable(),
})
