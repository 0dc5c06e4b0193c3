/** What stands for a message where only a line of it is shown. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import type { Words } from '../words/words.ts'
import { kindOf } from './kind.ts'

interface Said {
  readonly text: string
  readonly uploads: readonly WireUpload[]
}

/** Its text; where nothing was written, what was brought: `Picture: hill.jpg`. */
export function lineOf({ text, uploads }: Said, words: Words): string {
  return text === '' ? filesLine(uploads, words) : text
}

export function filesLine(uploads: readonly WireUpload[], { t }: Words): string {
  return uploads.map((upload) => t(`file.${kindOf(upload)}`, { name: upload.name })).join(', ')
}
