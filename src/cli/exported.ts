/** What an export looks like on disk, and how it is told of. */
import { join } from 'node:path'
import type { ExportCounts } from '../core/export/lines.ts'

/** The lines, and the folder of the files. */
export function exportedPaths(folder: string): { readonly lines: string; readonly uploads: string } {
  return { lines: join(folder, 'chat.jsonl'), uploads: join(folder, 'uploads') }
}

export function countsText({ users, channels, messages, uploads }: ExportCounts): string {
  return `${users} users, ${channels} channels, ${messages} messages, ${uploads} files`
}

/** A line on the terminal that is written over; elsewhere nothing. */
export function progressOn(stream: NodeJS.WriteStream, verb: string) {
  let lines = 0
  let shownAt = performance.now()
  return {
    lines(count = 1): void {
      lines += count
      if (!stream.isTTY || performance.now() - shownAt < 500) return
      shownAt = performance.now()
      stream.write(`\r${verb}: ${lines} lines`)
    },
    end(): void {
      if (stream.isTTY) stream.write('\r\u001b[K')
    },
  }
}
