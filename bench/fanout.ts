/** The yardstick of fan-out: one large channel, or several, a few of the members talk, everybody receives. */
import { residentKib } from './cpu.ts'
import type { DoorOptions } from './generator/doors/doors.ts'
import type { TextKind } from './generator/message.ts'
import { ringLayout, type Layout } from './layout.ts'
import { measureTalk, verify, type Measured } from './measure.ts'
import { createReport, type Figure, type Report, type Running } from './report.ts'
import { stallFigures, storingFigures } from './told.ts'
import { withStage } from './stage.ts'

export interface FanoutOptions extends DoorOptions {
  readonly clients: number
  /** The clients are parted evenly among them. */
  readonly channels: number
  /** How many each client is in; several: there are as many clients as channels, and so many members of each. */
  readonly each?: number
  /** Of all channels together. */
  readonly senders: number
  /** Messages a second of all senders together; 0: as many as the window allows. */
  readonly rate: number
  readonly window: number
  readonly text?: TextKind
  readonly warmup: number
  readonly seconds: number
  readonly generators: number
}

export function runFanout(options: FanoutOptions, running: Running): Promise<Report> {
  const { generators, door, tags, tls } = options
  return withStage({ layout: layoutOf(options), generators, door, tags, tls, ...running }, async (stage) => {
    const disk = { name: 'disk: one fdatasync', value: stage.syncMilliseconds, unit: 'ms' }
    await stage.startServer()
    await stage.gather()
    const measured = await measureTalk(stage, options)
    const memory = residentKib(stage.server.pid)
    const faults = await verify(stage)
    return createReport({
      yardstick: 'fanout',
      options: { ...options },
      faults,
      figures: [...talkFigures(measured), { name: 'server memory', value: memory / 1024, unit: 'MiB' }, disk],
    })
  })
}

function layoutOf({ clients, channels, each = 1, senders }: FanoutOptions): Layout {
  if (each > 1) return ringLayout(channels, each)
  const size = Math.floor(clients / channels)
  return {
    channelSizes: Array.from({ length: channels }, () => size),
    sendersPerChannel: Math.min(size, Math.max(1, Math.floor(senders / channels))),
  }
}

/** What is told of every talk. */
export function talkFigures(measured: Measured): readonly Figure[] {
  const { seconds, messages, deliveries, bytes, reads, serverCpu, mainCpu, generatorCpu, latency, lateness } =
    measured
  const milliseconds = (percent: number): number => latency.percentile(percent) / 1000
  return [
    { name: 'server CPU per delivery', value: (serverCpu * 1e6) / deliveries, unit: 'µs' },
    { name: 'server CPU per message', value: (serverCpu * 1e6) / messages, unit: 'µs' },
    { name: 'of it on the main thread', value: (mainCpu * 1e6) / messages, unit: 'µs' },
    { name: 'deliveries', value: deliveries / seconds, unit: '/s' },
    { name: 'messages', value: messages / seconds, unit: '/s' },
    { name: 'latency p50', value: milliseconds(50), unit: 'ms' },
    { name: 'latency p90', value: milliseconds(90), unit: 'ms' },
    { name: 'latency p99', value: milliseconds(99), unit: 'ms' },
    { name: 'latency max', value: latency.largest / 1000, unit: 'ms' },
    { name: 'bytes per delivery', value: bytes / deliveries, unit: 'B' },
    { name: 'deliveries per read', value: deliveries / reads, unit: '' },
    ...stallFigures(measured.told),
    ...storingFigures(measured.toldBefore, measured.told),
    { name: 'server CPU', value: serverCpu / seconds, unit: 'cores' },
    { name: 'generator CPU', value: generatorCpu / seconds, unit: 'cores' },
    { name: 'generator late p50', value: lateness.percentile(50) / 1000, unit: 'ms' },
    { name: 'generator late at worst', value: lateness.largest / 1000, unit: 'ms' },
  ]
}
