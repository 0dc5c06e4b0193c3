/** The real clock: the time of day and the process's timers. */

export interface SystemClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, `ms` from now; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
  /** Runs every `ms`; the returned function ends it. */
  every(ms: number, run: () => void): () => void
}

/** What a timer of the platform can wait; past it the platform would fire at once. */
const longestWait = 2 ** 31 - 1

/** Timers do not keep the process alive by themselves: open doors do. */
export function createSystemClock(): SystemClock {
  return {
    now: () => Date.now(),
    after: (ms, run) => {
      let timer = later(ms, run)
      function later(rest: number, then: () => void): NodeJS.Timeout {
        if (rest <= longestWait) return setTimeout(then, rest).unref()
        return setTimeout(() => (timer = later(rest - longestWait, then)), longestWait).unref()
      }
      return () => clearTimeout(timer)
    },
    every: (ms, run) => {
      const timer = setInterval(run, Math.min(ms, longestWait)).unref()
      return () => clearInterval(timer)
    },
  }
}
