/** What a server tells of itself: how long its event loop stood still, and how long storing took. */
import { portOf, type RunningServer } from './contestant.ts'
import type { Figure } from './report.ts'

export interface Told {
  /** The longest that the event loop stood still since this was last asked, in seconds. */
  readonly stall: number
  /** How many commits with messages took at most so many seconds, since the start; growing. */
  readonly stored: readonly Bucket[]
}

interface Bucket {
  readonly seconds: number
  readonly count: number
}

/** `null`: it does not tell. */
export async function toldBy(server: RunningServer): Promise<Told | null> {
  if (server.ports.http === undefined) return null
  const port = portOf(server, { door: 'http', tls: false })
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const value = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]
  const buckets = metrics.matchAll(/^parlance_append_seconds_bucket\{le="([^"]+)"\} (\d+)$/gm)
  const stored = Array.from(buckets, ([, seconds, count]) => ({
    seconds: Number(seconds === '+Inf' ? Infinity : seconds),
    count: Number(count),
  }))
  return value === undefined ? null : { stall: Number(value), stored }
}

export function stallFigures(told: Told | null): readonly Figure[] {
  return told === null
    ? []
    : [{ name: 'longest stall of the event loop', value: told.stall * 1000, unit: 'ms' }]
}

export function storingFigures(before: Told | null, after: Told | null): readonly Figure[] {
  if (before === null || after === null) return []
  const grown = after.stored.map(({ seconds, count }, index) => ({
    seconds,
    count: count - (before.stored[index]?.count ?? 0),
  }))
  return [50, 99].map((percent) => ({
    name: `storing p${percent}`,
    value: percentileOf(grown, percent) * 1000,
    unit: 'ms',
  }))
}

/** Within a bucket as if what is in it were spread evenly; beyond the last one, its beginning. NaN when there is nothing. */
export function percentileOf(buckets: readonly Bucket[], percent: number): number {
  const wanted = ((buckets.at(-1)?.count ?? 0) * percent) / 100
  if (wanted === 0) return NaN
  const index = buckets.findIndex(({ count }) => count >= wanted)
  const below = buckets[index - 1] ?? { seconds: 0, count: 0 }
  const here = buckets[index] ?? below
  if (!Number.isFinite(here.seconds)) return below.seconds
  const part = (wanted - below.count) / (here.count - below.count)
  return below.seconds + (here.seconds - below.seconds) * part
}
