/** The yardstick of durable messages: many senders in many small channels; a message counts when it has come back, stored. */
import { smallChannels } from './layout.ts'
import { measureTalk, verify } from './measure.ts'
import { talkFigures } from './fanout.ts'
import type { DoorOptions } from './generator/doors/doors.ts'
import { createReport, type Report, type Running } from './report.ts'
import { withStage } from './stage.ts'

export interface AppendOptions extends DoorOptions {
  readonly clients: number
  /** Of the second part, in messages a second. */
  readonly rate: number
  readonly window: number
  readonly warmup: number
  readonly seconds: number
  readonly generators: number
}

const largestChannel = 10

export function runAppend(options: AppendOptions, running: Running): Promise<Report> {
  const layout = { channelSizes: smallChannels(options.clients), sendersPerChannel: largestChannel }
  const { generators, door, tags, tls } = options
  return withStage({ layout, generators, door, tags, tls, ...running }, async (stage) => {
    const disk = { name: 'disk: one fdatasync', value: stage.syncMilliseconds, unit: 'ms' }
    await stage.startServer()
    await stage.gather()
    const steady = await measureTalk(stage, options)
    const between = await verify(stage)
    const flood = await measureTalk(stage, { ...options, rate: 0 })
    const faults = [...between, ...(await verify(stage))]
    return createReport({
      yardstick: 'append',
      options: { ...options, channels: layout.channelSizes.length },
      faults,
      figures: [
        ...talkFigures(flood).map((figure) => ({ ...figure, name: `flood: ${figure.name}` })),
        ...talkFigures(steady).map((figure) => ({ ...figure, name: `at the rate: ${figure.name}` })),
        disk,
      ],
    })
  })
}
