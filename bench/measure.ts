/** Lets the senders of a stage talk, and measures the part after the warm-up. */
import { setTimeout as delay } from 'node:timers/promises'
import { mainThreadSeconds, processorSeconds } from './cpu.ts'
import type { Totals } from './generator/protocol.ts'
import type { Counts } from './generator/tally.ts'
import type { Pace } from './generator/talk.ts'
import { Histogram } from './percentiles.ts'
import { type Told, toldBy } from './told.ts'
import type { Stage } from './stage.ts'

export interface TalkOptions extends Pace {
  readonly warmup: number
  readonly seconds: number
}

export interface Measured {
  readonly seconds: number
  readonly messages: number
  readonly deliveries: number
  readonly bytes: number
  readonly reads: number
  readonly serverCpu: number
  /** The part of it on the main thread. */
  readonly mainCpu: number
  readonly generatorCpu: number
  /** Microseconds. */
  readonly latency: Histogram
  /** How late the generator itself sent, in microseconds. */
  readonly lateness: Histogram
  /** By the server before the talk, and of the talk with its warm-up; `null`: it does not tell. */
  readonly toldBefore: Told | null
  readonly told: Told | null
}

/** `during`: how long is measured, instead of so many seconds. */
export async function measureTalk(
  stage: Stage,
  talk: TalkOptions,
  during?: () => Promise<unknown>,
): Promise<Measured> {
  const { rate, window, text, warmup, seconds } = talk
  stage.options.tell(rate > 0 ? `talking at ${rate} messages/s` : 'talking as fast as it goes')
  // Not in between: the answer costs the server time itself.
  const toldBefore = await toldBy(stage.server)
  await stage.ask({ do: 'talk', pace: { rate, window, text } })
  await delay(warmup * 1000)
  const before = await snapshot(stage)
  await (during === undefined ? delay(seconds * 1000) : during())
  const after = await snapshot(stage)
  const told = await toldBy(stage.server)
  await stage.ask({ do: 'hush' })
  return { ...difference(before, after), toldBefore, told }
}

/** Waits for what is still on its way, and says what was lost, altered or out of order. */
export async function verify(stage: Stage): Promise<string[]> {
  stage.options.tell('waiting for what is still on its way')
  const deadline = Date.now() + 10_000
  let totals = await totalsOf(stage)
  while (totals.deliveries < totals.due && Date.now() < deadline) {
    await delay(50)
    totals = await totalsOf(stage)
  }
  const faults: string[] = []
  if (totals.due === 0) faults.push('nothing was sent')
  if (totals.deliveries !== totals.due)
    faults.push(`lost: ${totals.due - totals.deliveries} of ${totals.due} copies`)
  if (totals.altered > 0) faults.push(`altered: ${totals.altered} copies`)
  if (totals.disorder > 0) faults.push(`out of order: ${totals.disorder} copies`)
  return [...faults, ...totals.refusals.map((refusal) => `refused: ${refusal}`)]
}

interface Snapshot {
  readonly counts: readonly Counts[]
  readonly serverCpu: number
  readonly mainCpu: number
}

async function snapshot(stage: Stage): Promise<Snapshot> {
  const counts = await stage.ask({ do: 'count' })
  const { pid } = stage.server
  return { counts, serverCpu: processorSeconds(pid), mainCpu: mainThreadSeconds(pid) }
}

function difference(before: Snapshot, after: Snapshot): Omit<Measured, 'toldBefore' | 'told'> {
  const [latency, lateness] = [new Histogram(), new Histogram()]
  for (const counts of after.counts) {
    latency.merge(counts.latency)
    lateness.merge(counts.lateness)
  }
  const grown = (of: (counts: Counts) => number): number => sum(after.counts, of) - sum(before.counts, of)
  return {
    seconds: grown(({ at }) => at) / after.counts.length / 1e6,
    messages: grown(({ sent }) => sent),
    deliveries: grown(({ deliveries }) => deliveries),
    bytes: grown(({ bytes }) => bytes),
    reads: grown(({ reads }) => reads),
    serverCpu: after.serverCpu - before.serverCpu,
    mainCpu: after.mainCpu - before.mainCpu,
    generatorCpu: grown(({ ownCpu }) => ownCpu),
    latency,
    lateness,
  }
}

async function totalsOf(stage: Stage): Promise<Totals> {
  const all = await stage.ask({ do: 'totals' })
  return {
    deliveries: sum(all, ({ deliveries }) => deliveries),
    due: sum(all, ({ due }) => due),
    altered: sum(all, ({ altered }) => altered),
    disorder: sum(all, ({ disorder }) => disorder),
    refusals: [...new Set(all.flatMap(({ refusals }) => refusals))],
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
