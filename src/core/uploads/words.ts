/** Files in words, for doors on which nothing else is seen of them: a line each, with where it is. */
import { sizeText } from '../../lib/size-text.ts'
import type { Message, SharedUpload } from '../types.ts'
import { filePath, saysWhere } from './address.ts'

/** A file whose address the text has is not told twice. `origin`: where this server's pages are, as `https://chat.example.org`. */
export function withFileLines<Said extends Pick<Message, 'text' | 'uploads'>>(
  said: Said,
  origin: string,
): Said {
  const untold = said.uploads.filter((upload) => !saysWhere(said.text, upload))
  if (untold.length === 0) return said
  const lines = untold.map((upload) => fileLine(upload, origin))
  return { ...said, text: [...(said.text === '' ? [] : [said.text]), ...lines].join('\n') }
}

function fileLine(upload: SharedUpload, origin: string): string {
  return `${upload.name} (${upload.type}, ${sizeText(upload.size)}) ${origin}${filePath(upload)}`
}

/** A text, and what the files said with it are called, for whoever sees no more of them. */
export function textWithNames({ text, uploads }: Pick<Message, 'text' | 'uploads'>): string {
  return [...(text === '' ? [] : [text]), ...uploads.map(({ name }) => name)].join('\n')
}
