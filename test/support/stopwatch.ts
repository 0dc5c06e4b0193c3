/** Two measures that a busy machine does not lengthen: how long was waited, and how much was worked. */

const tickMs = 10

/** Tells the milliseconds that were waited since. While others, or work of its own, keep this process from its turn, one tick passes. */
export function startStopwatch(): { stop(): number } {
  let ticks = 0
  const timer = setInterval(() => (ticks += 1), tickMs).unref()
  return {
    stop() {
      clearInterval(timer)
      return ticks * tickMs
    },
  }
}

/** The milliseconds that all threads of this process worked to run this. */
export function workOf(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
