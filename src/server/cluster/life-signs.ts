/** Owns since when the beats of other nodes stand still, by this node's own clock: nobody compares clocks. */
import type { NodeRecord } from '../../core/store-port.ts'
import type { NodeId } from '../../core/types.ts'

interface Sign {
  beats: number
  /** Milliseconds in which this node has looked, and seen no beat. */
  stillFor: number
}

export interface LifeTimes {
  readonly beatMs: number
  readonly deadMs: number
}

export class LifeSigns {
  readonly #times: LifeTimes
  #signs = new Map<NodeId, Sign>()
  #lookedAt: number | null = null

  constructor(times: LifeTimes) {
    this.#times = times
  }

  stillFor(node: NodeId): number {
    return this.#signs.get(node)?.stillFor ?? 0
  }

  /** Takes what was read at `now`, a time that never goes back; answers those that are dead. */
  look(nodes: readonly NodeRecord[], now: number): readonly NodeRecord[] {
    // Time in which nothing could be read, as of a node that was stopped or had lost the database, says nothing about others.
    const passed = this.#lookedAt === null ? 0 : Math.min(now - this.#lookedAt, 2 * this.#times.beatMs)
    this.#lookedAt = now
    const before = this.#signs
    this.#signs = new Map()
    for (const { id, beats } of nodes) {
      const sign = before.get(id)
      const stillFor = sign?.beats === beats ? sign.stillFor + passed : 0
      this.#signs.set(id, { beats, stillFor })
    }
    return nodes.filter(({ id }) => (this.#signs.get(id)?.stillFor ?? 0) >= this.#times.deadMs)
  }
}
