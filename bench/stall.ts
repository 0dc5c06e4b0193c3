/** How long the event loop of a server stood still, as it tells itself. */
import { portOf, type RunningServer } from './contestant.ts'
import type { Figure } from './report.ts'

/** In seconds, since it was last asked; `null`: it does not tell. */
export async function longestStall(server: RunningServer): Promise<number | null> {
  if (server.ports.http === undefined) return null
  const port = portOf(server, { door: 'http', tls: false })
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const value = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]
  return value === undefined ? null : Number(value)
}

export function stallFigures(stall: number | null): readonly Figure[] {
  return stall === null ? [] : [{ name: 'longest stall of the event loop', value: stall * 1000, unit: 'ms' }]
}
