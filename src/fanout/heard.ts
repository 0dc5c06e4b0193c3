/** Owns how many batches were heard of each other node, and how many never came. */
import type { NodeId } from '../core/types.ts'

/** Since the start of this process. */
export interface HeardCounters {
  readonly heard: number
  readonly missed: number
}

export class HeardBatches {
  /** The highest running number of each. */
  readonly #nodes = new Map<NodeId, number>()
  #heard = 0
  #missed = 0

  /** Notes a batch; answers whether some before it are missing, which nobody has said before. */
  note(node: NodeId, number: number): boolean {
    this.#heard += 1
    return this.#reach(node, number, number - 1)
  }

  /** Whether a node has said more than was heard, by its own count. It is answered once: whoever asks sees to it. */
  isBehind(node: NodeId, published: number): boolean {
    return this.#reach(node, published, published)
  }

  /** The node is gone. */
  forget(node: NodeId): void {
    this.#nodes.delete(node)
  }

  counters(): HeardCounters {
    return { heard: this.#heard, missed: this.#missed }
  }

  /** What a node said before this one heard the first of it is not missed: it is read from the store. */
  #reach(node: NodeId, number: number, expected: number): boolean {
    const before = this.#nodes.get(node) ?? expected
    if (number > (this.#nodes.get(node) ?? -1)) this.#nodes.set(node, number)
    if (expected <= before) return false
    this.#missed += expected - before
    return true
  }
}
