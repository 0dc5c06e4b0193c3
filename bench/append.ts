/** The yardstick of durable messages: many senders in many small channels; a message counts when it has come back, stored. */
import { smallChannels } from './layout.ts'
import { measureTalk, verify } from './measure.ts'
import { talkFigures } from './fanout.ts'
import { createReport, type Report } from './report.ts'
import { withStage, type Stage } from './stage.ts'

export interface AppendOptions {
  readonly clients: number
  /** Of the second part, in messages a second. */
  readonly rate: number
  readonly window: number
  readonly warmup: number
  readonly seconds: number
  readonly generators: number
}

const largestChannel = 10

export function runAppend(
  options: AppendOptions,
  running: Pick<Stage['options'], 'tell' | 'nodeOptions'>,
): Promise<Report> {
  const layout = { channelSizes: smallChannels(options.clients), sendersPerChannel: largestChannel }
  const { generators } = options
  return withStage({ layout, generators, defaultChannels: [], ...running }, async (stage) => {
    const disk = { name: 'disk: one fdatasync', value: stage.syncMilliseconds, unit: 'ms' }
    await stage.registerUsers()
    await stage.startServer()
    await stage.enter()
    stage.options.tell('making the channels')
    await stage.ask({ do: 'make-channels' })
    await stage.ask({ do: 'join-channels' })
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
