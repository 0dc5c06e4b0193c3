/** Owns the one timer of a door: closes the connections whose deadline has passed. */

/** The part of a clock that sockets need. */
export interface NetClock {
  now(): number
  every(ms: number, run: () => void): () => void
}

export interface Mortal {
  /** Milliseconds since 1970; `Infinity`: none. */
  readonly deadline: number
  expire(): void
}

const beat = 1000

/** Looks every second; answers how to end it. */
export function startHeartbeat(clock: NetClock, connections: Iterable<Mortal>): () => void {
  return clock.every(beat, () => {
    const now = clock.now()
    for (const connection of connections) if (now >= connection.deadline) connection.expire()
  })
}
