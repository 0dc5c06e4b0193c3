/** What Parlance is to reach in each case, and whether it does. Pure. */
import type { DoorName } from '../generator/doors/doors.ts'
import type { CaseName } from './cases.ts'
import type { Summary } from './runs.ts'
import { dearest } from './talk-cases.ts'

export interface Target {
  readonly figure: string
  /** In words. */
  readonly wanted: string
  /** `null`: it, or what it is compared with, was not measured. */
  readonly isMet: boolean | null
}

type Bound = { readonly atMost: number } | { readonly atLeast: number } | { readonly ofReference: number }

interface Aim {
  readonly figure: string
  readonly unit: string
  readonly bound: Bound
}

const cpu = { figure: 'server CPU per delivery', unit: 'µs/delivery' }
const p99: Aim = { figure: 'latency p99', unit: 'ms p99', bound: { atMost: 35 } }
const stall: Aim = { figure: 'longest stall of the event loop', unit: 'ms stall', bound: { atMost: 20 } }
const memory = { figure: 'memory per connection', unit: 'KiB each' }
/** No size costs much more than the smallest does: a quarter is the noise of a machine. */
const flat: Aim = { figure: dearest, unit: '× what the smallest costs', bound: { atMost: 1.25 } }
const kibibytes: Readonly<Record<DoorName, number>> = { plain: 8, irc: 8, websocket: 12 }

const aims: Readonly<Record<CaseName, (door: DoorName | null) => readonly Aim[]>> = {
  b: () => [
    { ...cpu, bound: { ofReference: 0.5 } },
    { figure: 'deliveries', unit: 'deliveries/s', bound: { atLeast: 3_000_000 } },
    stall,
  ],
  c: () => [
    { ...cpu, bound: { atMost: 2.2 } },
    { figure: 'messages', unit: 'messages/s', bound: { atLeast: 30_000 } },
    stall,
  ],
  d100: () => [{ ...cpu, bound: { ofReference: 0.7 } }, p99, stall],
  // Sustained: nothing falls behind.
  d300: () => [p99, { figure: 'messages', unit: 'messages/s', bound: { atLeast: 297 } }, stall],
  idle: (door) => [
    { ...memory, bound: { atMost: kibibytes[door ?? 'irc'] } },
    { figure: 'memory after', unit: 'MiB in all', bound: { atMost: 150 } },
  ],
  'idle-tls': () => [{ ...memory, bound: { atMost: 40 } }],
  storm: () => [{ figure: 'connections', unit: 'connections/s', bound: { atLeast: 5000 } }, stall],
  restart: () => [
    { figure: 'connections', unit: 'connections/s', bound: { atLeast: 5000 } },
    { figure: 'server CPU to start', unit: 'ms to start', bound: { atMost: 400 } },
    stall,
  ],
  rate: () => [
    { figure: 'at the rate: storing p50', unit: 'ms added by storing', bound: { atMost: 1 } },
    { ...stall, figure: `at the rate: ${stall.figure}`, unit: 'ms stall at the rate' },
    { ...stall, figure: `flood: ${stall.figure}`, unit: 'ms stall in the flood' },
  ],
  members: () => [flat],
  channels: () => [flat],
  'sign-ins': () => [stall],
  history: () => [
    { figure: 'the slowest page: p99', unit: 'ms p99, pages', bound: { atMost: 20 } },
    { figure: 'the slowest search: p99', unit: 'ms p99, searches', bound: { atMost: 20 } },
  ],
}

export function targetsOf(summary: Summary, reference: Summary | undefined): readonly Target[] {
  if (summary.server !== 'parlance') return []
  return aims[summary.case](summary.door).map(({ figure, unit, bound }) => {
    const value = summary.figures[figure]?.median ?? NaN
    if ('atMost' in bound)
      return { figure, wanted: `at most ${shown(bound.atMost)} ${unit}`, isMet: isUpTo(value, bound.atMost) }
    if ('atLeast' in bound)
      return {
        figure,
        wanted: `at least ${shown(bound.atLeast)} ${unit}`,
        isMet: isUpTo(bound.atLeast, value),
      }
    const wanted = `at most ${bound.ofReference} × InspIRCd's ${unit}`
    const other = reference?.figures[figure]?.median ?? NaN
    return { figure, wanted, isMet: isUpTo(value, bound.ofReference * other) }
  })
}

/** `null` where one of them was not measured. */
function isUpTo(value: number, bound: number): boolean | null {
  return Number.isNaN(value) || Number.isNaN(bound) ? null : value <= bound
}

function shown(value: number): string {
  return value.toLocaleString('en-GB')
}
