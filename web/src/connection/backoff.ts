/** How long to wait before the next attempt to connect: longer each time, and never the same for all who were cut off together. */

const first = 500
const longest = 30_000

/** Full jitter: anything up to the ceiling of this attempt, so that a server that comes back is not met by everybody at once. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(attempt, 16))
  return Math.round(first / 2 + random() * (ceiling - first / 2))
}
