/** What Parlance is to reach in each case, and whether it does. Pure. */
import type { DoorName } from '../generator/doors/doors.ts'
import type { CaseName } from './cases.ts'
import type { Summary } from './runs.ts'

export interface Target {
  readonly figure: string
  /** In words. */
  readonly wanted: string
  /** `null`: what it is compared with was not measured. */
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
const memory = { figure: 'memory per connection', unit: 'KiB each' }
const kibibytes: Readonly<Record<DoorName, number>> = { plain: 8, irc: 8, websocket: 12 }

const aims: Readonly<Record<CaseName, (door: DoorName) => readonly Aim[]>> = {
  b: () => [
    { ...cpu, bound: { ofReference: 0.5 } },
    { figure: 'deliveries', unit: 'deliveries/s', bound: { atLeast: 3_000_000 } },
  ],
  c: () => [{ ...cpu, bound: { atMost: 2.2 } }],
  d100: () => [{ ...cpu, bound: { ofReference: 0.7 } }, p99],
  // Sustained: nothing falls behind.
  d300: () => [p99, { figure: 'messages', unit: 'messages/s', bound: { atLeast: 297 } }],
  idle: (door) => [
    { ...memory, bound: { atMost: kibibytes[door] } },
    { figure: 'memory after', unit: 'MiB in all', bound: { atMost: 150 } },
  ],
  'idle-tls': () => [{ ...memory, bound: { atMost: 40 } }],
  storm: () => [{ figure: 'connections', unit: 'connections/s', bound: { atLeast: 5000 } }],
  restart: () => [{ figure: 'connections', unit: 'connections/s', bound: { atLeast: 5000 } }],
}

export function targetsOf(summary: Summary, reference: Summary | undefined): readonly Target[] {
  if (summary.server !== 'parlance') return []
  return aims[summary.case](summary.door).map(({ figure, unit, bound }) => {
    const value = summary.figures[figure]?.median ?? NaN
    if ('atMost' in bound) {
      return { figure, wanted: `at most ${shown(bound.atMost)} ${unit}`, isMet: value <= bound.atMost }
    }
    if ('atLeast' in bound) {
      return { figure, wanted: `at least ${shown(bound.atLeast)} ${unit}`, isMet: value >= bound.atLeast }
    }
    const other = reference?.figures[figure]?.median
    const wanted = `at most ${bound.ofReference} × InspIRCd's ${unit}`
    return { figure, wanted, isMet: other === undefined ? null : value <= bound.ofReference * other }
  })
}

function shown(value: number): string {
  return value.toLocaleString('en-GB')
}
