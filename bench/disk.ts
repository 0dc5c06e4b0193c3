/** How long this disk takes to keep something for good: the floor under every durable message. */
import { closeSync, fdatasyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const writes = 50
const block = Buffer.alloc(4096)

/** The median of some writes with `fdatasync`, in milliseconds. */
export function syncMilliseconds(folder: string): number {
  const file = join(folder, 'sync-probe')
  const descriptor = openSync(file, 'w')
  const taken: number[] = []
  for (let write = 0; write < writes; write += 1) {
    const started = performance.now()
    writeSync(descriptor, block)
    fdatasyncSync(descriptor)
    taken.push(performance.now() - started)
  }
  closeSync(descriptor)
  unlinkSync(file)
  return taken.sort((a, b) => a - b)[writes / 2] ?? 0
}
