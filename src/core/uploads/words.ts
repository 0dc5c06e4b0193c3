/** Files in words, for doors on which nothing else is seen of them: a line each, with where it is. */
import { sizeText } from '../../lib/size-text.ts'
import type { Message, SharedUpload } from '../types.ts'
import { filePath } from './address.ts'

/** `origin`: where this server's pages are, as `https://chat.example.org`. */
export function withFileLines<Said extends Pick<Message, 'text' | 'uploads'>>(
  said: Said,
  origin: string,
): Said {
  if (said.uploads.length === 0) return said
  const lines = said.uploads.map((upload) => fileLine(upload, origin))
  return { ...said, text: [...(said.text === '' ? [] : [said.text]), ...lines].join('\n') }
}

function fileLine(upload: SharedUpload, origin: string): string {
  return `${upload.name} (${upload.type}, ${sizeText(upload.size)}) ${origin}${filePath(upload)}`
}

/** A text, and what the files said with it are called, for whoever sees no more of them. */
export function textWithNames({ text, uploads }: Pick<Message, 'text' | 'uploads'>): string {
  return [...(text === '' ? [] : [text]), ...uploads.map(({ name }) => name)].join('\n')
}
