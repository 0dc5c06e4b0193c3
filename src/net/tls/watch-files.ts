/** Notices that files changed: at once where the system tells it, and by looking now and then where it does not. */
import { watch, type FSWatcher } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SystemClock } from '../../lib/clock.ts'

export interface WatchPorts {
  readonly clock: Pick<SystemClock, 'after' | 'every'>
  readonly changed: () => void
}

/** Several files are rarely replaced in one go: what follows so soon belongs together. */
const settleMs = 300
/** Network file systems and links into other folders tell nothing. */
const lookMs = 15_000

/** The returned function ends it. */
export function watchFiles(files: readonly string[], ports: WatchPorts): () => void {
  let forget: (() => void) | null = null
  const settle = (): void => {
    forget?.()
    forget = ports.clock.after(settleMs, ports.changed)
  }
  const watchers = [...new Set(files.map((file) => dirname(file)))].map((folder) =>
    watchFolder(folder, settle),
  )
  const stopLooking = look(files, { clock: ports.clock, changed: settle })
  return () => {
    forget?.()
    stopLooking()
    for (const watcher of watchers) watcher?.close()
  }
}

/** The folder and not the file: renewals replace files and links by others of the same name. */
function watchFolder(folder: string, changed: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, changed)
    // The folder is gone, or the system has no more watches: looking goes on.
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return null
  }
}

function look(files: readonly string[], { clock, changed }: WatchPorts): () => void {
  const seen = { text: null as string | null, ended: false }
  const once = async (): Promise<void> => {
    const text = (await Promise.all(files.map(outsideOf))).join('\n')
    if (seen.ended) return
    if (seen.text !== null && seen.text !== text) changed()
    seen.text = text
  }
  void once()
  const stop = clock.every(lookMs, () => void once())
  return () => {
    seen.ended = true
    stop()
  }
}

/** What changes whenever a file does; a missing one has an outside too. */
async function outsideOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file)
    return [ino, size, mtimeMs, ctimeMs].join(' ')
  } catch {
    return 'missing'
  }
}
