/** What a backup holds, in a few words for the person who asked for it. */
import type { Manifest } from '../store/backup.ts'

/** `files`: of those that people brought, with the smaller forms of pictures. */
export function copiedText({ counts, file }: Manifest, files: number): string {
  const { users = 0, messages = 0 } = counts
  return `${users} users, ${messages} messages, ${file.bytes} bytes, ${files} files`
}
