/**
 * Owns giving memory back that a rush has left behind. V8 looks for garbage when about as much again has been asked for, which
 * on a quiet server is never: ten thousand who came at once would cost three times what they need, for ever.
 */
import type { SystemClock } from '../lib/clock.ts'

export interface SpareMemoryPorts {
  readonly clock: Pick<SystemClock, 'every'>
  /** Bytes that the heap has of the system. */
  readonly held: () => number
  /** The part of the time since it was last asked in which the event loop was busy, 0 to 1. */
  readonly busy: () => number
  /** Looks for all garbage at once. Nothing else is done meanwhile, for a millisecond or so with each MiB that is in use. */
  readonly collect: () => void
}

const lookEvery = 5000
/** Less than this is not worth standing still for. */
const worthwhile = 64 * 1024 * 1024
/** Ten thousand who say nothing were seen to take up to a tenth; nobody is to wait who is in the middle of something. */
const quiet = 0.15
/** So that a pause in a rush is not taken for its end. */
const quietLooks = 2

/** Returns how to end it. */
export function giveBackMemory({ clock, held, busy, collect }: SpareMemoryPorts): () => void {
  let least = held()
  let quietFor = 0
  return clock.every(lookEvery, () => {
    quietFor = busy() < quiet ? quietFor + 1 : 0
    const now = held()
    least = Math.min(least, now)
    if (quietFor < quietLooks || now - least < worthwhile) return
    collect()
    // What is left is in use, however much that is.
    least = held()
  })
}
