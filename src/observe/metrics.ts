/** Owns the text of `/metrics`: every figure is read from whoever counts it at the moment somebody asks, and not before. */
import type * as promClient from 'prom-client'
import { durationBounds, type CountedDurations } from '../lib/duration-counts.ts'
import { Stalls, type StallFigures } from './stalls.ts'

export type Labels = Readonly<Record<string, string>>

/** One value of a figure, for each combination of its labels. */
export interface Sample {
  readonly labels?: Labels
  readonly value: number
}

interface Described {
  readonly name: string
  readonly help: string
}

/** `counter` only grows, `gauge` is how things are now, `durations` in seconds. */
export type Figure =
  | (Described & {
      readonly kind: 'counter' | 'gauge'
      /** Names of labels. Never the name of a user or channel: those are private, and without end. */
      readonly labels: readonly string[]
      readonly read: () => Iterable<Sample>
    })
  | (Described & { readonly kind: 'durations'; readonly read: () => CountedDurations })

type PromClient = typeof promClient

/** Of what the library knows of the process: those whose cost grows with the connections, and those that tell nothing when nothing happened. */
const unwanted = [
  'nodejs_active_handles',
  'nodejs_active_handles_total',
  'nodejs_active_requests',
  'nodejs_active_requests_total',
  'nodejs_active_resources',
  'nodejs_active_resources_total',
  'process_open_fds',
  ...['min', 'mean', 'stddev', 'max', 'p50', 'p90', 'p99'].map((of) => `nodejs_eventloop_lag_${of}_seconds`),
]

/** What the library measures the event loop by is not used: that it does not wake the server a hundred times a second for it. */
const never = { eventLoopMonitoringPrecision: 2 ** 31 - 1 }

/** By the library's names, whose own would be up to ten milliseconds too long. */
const stallFigures = [
  ['max', 'The longest that the event loop stood still since the last reading.'],
  ['p99', 'In 99 of 100 looks at the event loop while it worked it stood still for less.'],
  ['p90', 'The same in 90 of 100.'],
  ['p50', 'The same in half of them.'],
] as const

export class Metrics {
  /** Of the answer to `/metrics`. */
  readonly contentType = 'text/plain; version=0.0.4; charset=utf-8'
  readonly #figures: readonly Figure[]
  #registry: Promise<promClient.Registry> | null = null
  #underWay: Promise<string> | null = null

  constructor(figures: readonly Figure[]) {
    this.#figures = figures
  }

  /** In the text format of Prometheus. Whoever asks while it is being made gets the same. */
  text(): Promise<string> {
    this.#underWay ??= this.#make().finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #make(): Promise<string> {
    // Loaded here, so that a server that nobody watches neither waits for it at the start nor pays for it later.
    this.#registry ??= import('prom-client').then((prom) => registryOf(prom, this.#figures))
    return (await this.#registry).metrics()
  }
}

function registryOf(prom: PromClient, figures: readonly Figure[]): promClient.Registry {
  const registry = new prom.Registry()
  for (const figure of figures) {
    if (figure.kind === 'durations') registry.registerMetric(histogramOf(prom, figure))
    else register(prom, figure, registry)
  }
  prom.collectDefaultMetrics({ register: registry, ...never })
  for (const name of unwanted) registry.removeSingleMetric(name)
  registerStalls(prom, registry)
  return registry
}

/** Since they were last read. All of them are read with the first. */
function registerStalls(prom: PromClient, registry: promClient.Registry): void {
  const stalls = new Stalls()
  stalls.start()
  let taken: StallFigures | null = null
  for (const [of, help] of stallFigures) {
    const name = `nodejs_eventloop_lag_${of}_seconds`
    const gauge: promClient.Gauge = new prom.Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        if (of === 'max' || taken === null) taken = stalls.take()
        gauge.set(taken[of])
      },
    })
  }
}

function register(
  prom: PromClient,
  { kind, name, help, labels, read }: Exclude<Figure, { kind: 'durations' }>,
  registry: promClient.Registry,
): void {
  const described = { name, help, labelNames: [...labels], registers: [registry] }
  const metric: promClient.Counter | promClient.Gauge =
    kind === 'counter'
      ? new prom.Counter({ ...described, collect: () => retake() })
      : new prom.Gauge({ ...described, collect: () => retake() })
  function retake(): void {
    metric.reset()
    for (const { labels: of = {}, value } of read()) metric.inc(of, value)
  }
}

/** The library counts itself and cannot be given what was counted: this one answers with it. */
function histogramOf(prom: PromClient, { name, help, read }: Extract<Figure, { kind: 'durations' }>) {
  const buckets = [...durationBounds]
  const histogram = new prom.Histogram({ name, help, buckets, registers: [] })
  const get = async () => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: valuesOf(name, read()),
  })
  return Object.assign(histogram, { get, getForPromString: get })
}

function valuesOf(name: string, { within, count, sum }: CountedDurations) {
  const bucket = (le: number | string, value: number) => ({
    metricName: `${name}_bucket`,
    labels: { le },
    value,
  })
  return [
    ...durationBounds.map((bound, index) => bucket(bound, within[index] ?? 0)),
    bucket('+Inf', count),
    { metricName: `${name}_sum`, labels: {}, value: sum },
    { metricName: `${name}_count`, labels: {}, value: count },
  ]
}
