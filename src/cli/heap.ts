/** The heap of this process's main thread. */
import { performance } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { SpareMemoryPorts } from './spare-memory.ts'

export function ownHeap(): Omit<SpareMemoryPorts, 'clock'> {
  let before = performance.eventLoopUtilization()
  return {
    held: () => getHeapStatistics().total_heap_size,
    busy() {
      const { utilization } = performance.eventLoopUtilization(before)
      before = performance.eventLoopUtilization()
      return utilization
    },
    collect,
  }
}

/**
 * Node.js has a function for it only where it was started with `--expose-gc`; contexts that are made later get one too. Of the
 * ways it can be done only V8's last resort makes the young generation small again.
 */
function collect(): void {
  setFlagsFromString('--expose-gc')
  try {
    runInNewContext("gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })")
  } finally {
    setFlagsFromString('--no-expose-gc')
  }
}
