/**
 * The yardstick of sign-ins: people sign in by password as fast as the server takes them, with bcrypt's cost as shipped, while others
 * talk; beside it how many comparisons a second the same library does without a server.
 */
import { users } from '../src/config/schema/users.ts'
import { PasswordHasher } from '../src/lib/password-hash.ts'
import { measureTalk, verify, type Measured } from './measure.ts'
import { Histogram } from './percentiles.ts'
import { createReport, type Figure, type Report } from './report.ts'
import { parlance, type ParlanceOptions } from './server-process.ts'
import { stallFigures } from './told.ts'
import { withStage, type Stage } from './stage.ts'

export interface SignInsOptions {
  /** Users, all in one channel. */
  readonly clients: number
  /** Who talk meanwhile, and messages a second of all of them together. */
  readonly senders: number
  readonly rate: number
  /** Sign-ins under way at one time. */
  readonly atOnce: number
  readonly warmup: number
  /** Of each part: the bare comparisons, the talk without sign-ins, the talk with them. */
  readonly seconds: number
  /** bcrypt's. */
  readonly cost?: number | undefined
  readonly generators: number
}

const unhindered = {
  queue: () => 64,
  scramIterations: () => null,
  busy: () => new Error('the queue is full'),
}

interface SignedIn {
  readonly perSecond: number
  readonly latency: Histogram
}

export function runSignIns(
  options: SignInsOptions,
  { tell, nodeOptions }: Pick<Stage['options'], 'tell'> & Pick<ParlanceOptions, 'nodeOptions'>,
): Promise<Report> {
  const { clients, senders, generators, warmup, seconds, rate, cost = users.bcryptCost.default } = options
  const layout = { channelSizes: [clients], sendersPerChannel: Math.min(senders, clients) }
  const contestant = parlance({ nodeOptions, settings: [`users.bcryptCost=${cost}`] })
  const door = { door: 'plain', tags: false, tls: false } as const
  return withStage({ layout, generators, contestant, ...door, tell }, async (stage) => {
    tell('comparing passwords without a server')
    const bound = await comparisonsPerSecond(cost, seconds)
    await stage.startServer()
    // Users were registered at a lower cost: their first sign-in hashes them anew.
    await stage.gather()
    const talk = { rate, window: 1, warmup, seconds }
    const quiet = await measureTalk(stage, talk)
    let signedIn: SignedIn = { perSecond: 0, latency: new Histogram() }
    const busy = await measureTalk(stage, { ...talk, warmup: 0 }, async () => {
      signedIn = await signIn(stage, options)
    })
    const faults = await verify(stage)
    const figures = [
      ...signInFigures(signedIn, bound),
      ...stallFigures(busy.told),
      ...talkLatency('without sign-ins', quiet),
      ...talkLatency('with sign-ins', busy),
      { name: 'server CPU', value: busy.serverCpu / busy.seconds, unit: 'cores' },
      { name: 'of it on the main thread', value: busy.mainCpu / busy.seconds, unit: 'cores' },
    ]
    return createReport({ yardstick: 'sign-ins', options: { ...options, cost }, faults, figures })
  })
}

async function signIn(stage: Stage, { atOnce, seconds }: SignInsOptions): Promise<SignedIn> {
  stage.options.tell('signing in')
  const parts = await stage.askParts(({ of }) => ({
    do: 'sign-in-again',
    atOnce: Math.ceil(atOnce / of),
    seconds,
  }))
  const latency = new Histogram()
  for (const part of parts) latency.merge(part)
  return { perSecond: latency.total / seconds, latency }
}

/** On as many threads as the server gives to it, by the same code. */
async function comparisonsPerSecond(cost: number, seconds: number): Promise<number> {
  const hasher = new PasswordHasher({ cost: () => cost, ...unhindered })
  const hash = await hasher.hash('correct')
  const deadline = performance.now() + seconds * 1000
  let compared = 0
  const lane = async (): Promise<void> => {
    while (await hasher.verify('correct', hash)) {
      if (performance.now() > deadline) return
      compared += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return compared / seconds
}

function signInFigures({ perSecond, latency }: SignedIn, bound: number): readonly Figure[] {
  return [
    { name: 'sign-ins', value: perSecond, unit: '/s' },
    { name: 'comparisons without a server', value: bound, unit: '/s' },
    { name: 'sign-ins to comparisons', value: perSecond / bound, unit: 'times' },
    { name: 'a sign-in takes, p50', value: latency.percentile(50) / 1000, unit: 'ms' },
    { name: 'a sign-in takes, p99', value: latency.percentile(99) / 1000, unit: 'ms' },
  ]
}

function talkLatency(when: string, { latency }: Measured): readonly Figure[] {
  return [50, 99].map((percent) => ({
    ...{ name: `${when}: latency p${percent}`, value: latency.percentile(percent) / 1000, unit: 'ms' },
  }))
}
