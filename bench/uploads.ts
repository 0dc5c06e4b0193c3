/** The yardstick of files: a large one through the server and back, then many at once while people talk. */
import { setPriority } from 'node:os'
import { portOf } from './contestant.ts'
import { measureTalk, verify, type Measured } from './measure.ts'
import { Histogram } from './percentiles.ts'
import { createReport, type Figure, type Report } from './report.ts'
import { parlance, type ParlanceOptions } from './server-process.ts'
import { withStage, type Stage } from './stage.ts'
import { Bringer } from './uploads/bringer.ts'
import { madeFile, type MadeFile } from './uploads/made-file.ts'
import { growthWhile } from './uploads/memory-watch.ts'

export interface UploadsOptions {
  /** MiB of the large file. */
  readonly large: number
  /** Files at once, MiB of each, and how often so many are brought. */
  readonly files: number
  readonly size: number
  readonly rounds: number
  /** MiB a second of all of them together; 0: as fast as it goes. */
  readonly pace: number
  readonly clients: number
  readonly senders: number
  /** Messages a second of all senders together. */
  readonly rate: number
  readonly warmup: number
  /** Seconds measured before each round of files; with files, as long as they take. */
  readonly seconds: number
  readonly generators: number
}

const mebibyte = 1024 * 1024
const settings = [
  'uploads.fileBytes=1099511627776',
  'uploads.userBytes=1099511627776',
  'uploads.totalBytes=1099511627776',
]

export function runUploads(
  options: UploadsOptions,
  { tell, nodeOptions }: Pick<Stage['options'], 'tell'> & Pick<ParlanceOptions, 'nodeOptions'>,
): Promise<Report> {
  const { clients, senders, generators } = options
  const layout = { channelSizes: [clients], sendersPerChannel: Math.min(senders, clients) }
  const contestant = parlance({ nodeOptions, settings })
  return withStage(
    { layout, generators, contestant, door: 'plain', tags: false, tls: false, tell },
    async (stage) => {
      const disk = { name: 'disk: one fdatasync', value: stage.syncMilliseconds, unit: 'ms' }
      await stage.startServer()
      const bringer = await Bringer.register(portOf(stage.server, { door: 'http', tls: false }), 'bringer')
      const large = await bringLarge(stage, bringer, options.large)
      await stage.gather()
      // Those who bring files have machines of their own; here they take what the server and those who talk leave.
      setPriority(10)
      const many = await bringMany(stage, bringer, options)
      const faults = [...large.faults, ...many.faults, ...(await verify(stage))]
      const figures = [...large.figures, ...many.figures, disk]
      return createReport({ yardstick: 'uploads', options: { ...options }, faults, figures })
    },
  )
}

interface Part {
  readonly faults: readonly string[]
  readonly figures: readonly Figure[]
}

/** A small one goes first: what is loaded with the first file of all is not what a large one takes. */
async function bringLarge({ server, options }: Stage, bringer: Bringer, mebibytes: number): Promise<Part> {
  await bringer.bring(madeFile(0, 1000))
  options.tell(`bringing ${mebibytes} MiB, and fetching them back`)
  const file = madeFile(1, mebibytes * mebibyte)
  const times = [performance.now()]
  const faults: string[] = []
  const growth = await growthWhile(server.pid, async () => {
    const address = await bringer.bring(file)
    times.push(performance.now())
    if ((await bringer.digestOf(address)) !== file.digest) faults.push('the large file came back otherwise')
    times.push(performance.now())
  })
  const [began = 0, brought = 0, fetched = 0] = times
  return {
    faults,
    figures: [
      { name: 'large file: server memory grew by', value: growth.own / 1024, unit: 'MiB' },
      { name: 'large file: its looking process had', value: growth.children / 1024, unit: 'MiB' },
      { name: 'large file: brought', value: mebibytes / ((brought - began) / 1000), unit: 'MiB/s' },
      { name: 'large file: fetched', value: mebibytes / ((fetched - brought) / 1000), unit: 'MiB/s' },
    ],
  }
}

/** With files and without in turn, so that whatever else the machine does is in both. */
async function bringMany(stage: Stage, bringer: Bringer, options: UploadsOptions): Promise<Part> {
  const { files: count, size, rounds, pace, rate, warmup, seconds } = options
  const talk = { rate, warmup, seconds, window: 1 }
  const [idle, busy] = [new Talked(), new Talked()]
  const faults: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const files = madeFiles(2 + round * count, count, size * mebibyte)
    idle.add(await measureTalk(stage, talk))
    stage.options.tell(`bringing ${count} files of ${size} MiB at once`)
    let addresses: readonly string[] = []
    const measured = await measureTalk(stage, { ...talk, warmup: 0 }, async () => {
      addresses = await Promise.all(files.map((file) => bringer.bring(file, (pace * mebibyte) / count)))
    })
    busy.add(measured)
    for (const [index, file] of files.entries())
      if ((await bringer.digestOf(addresses[index] ?? '')) !== file.digest)
        faults.push(`${file.name} came back otherwise`)
  }
  const figures = [
    ...latencies('without files', idle),
    ...latencies('with files', busy),
    {
      name: 'with files: p99 against without',
      value: busy.latency.percentile(99) / idle.latency.percentile(99),
      unit: 'times',
    },
    { name: 'with files: brought', value: (rounds * count * size) / busy.seconds, unit: 'MiB/s' },
    { name: 'with files: server CPU', value: busy.serverCpu / busy.seconds, unit: 'cores' },
  ]
  return { faults, figures }
}

function madeFiles(first: number, count: number, size: number): readonly MadeFile[] {
  return Array.from({ length: count }, (_, index) => madeFile(first + index, size))
}

/** Several talks as one. */
class Talked {
  readonly latency = new Histogram()
  messages = 0
  seconds = 0
  serverCpu = 0
  lateness = 0

  add({ latency, messages, seconds, serverCpu, lateness }: Measured): void {
    this.latency.merge(latency.record())
    this.messages += messages
    this.seconds += seconds
    this.serverCpu += serverCpu
    this.lateness = Math.max(this.lateness, lateness.largest)
  }
}

function latencies(when: string, { latency, messages, lateness }: Talked): readonly Figure[] {
  const milliseconds = (percent: number): number => latency.percentile(percent) / 1000
  return [
    { name: `${when}: messages`, value: messages, unit: '' },
    { name: `${when}: latency p50`, value: milliseconds(50), unit: 'ms' },
    { name: `${when}: latency p99`, value: milliseconds(99), unit: 'ms' },
    { name: `${when}: latency max`, value: latency.largest / 1000, unit: 'ms' },
    { name: `${when}: generator late at worst`, value: lateness / 1000, unit: 'ms' },
  ]
}
