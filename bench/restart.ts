/** The yardstick of a restart: everybody is in; the server is stopped and started again, and all come back at once, by IRC. */
import { equalChannels } from './layout.ts'
import { measureTalk, verify } from './measure.ts'
import { createReport, type Report, type Running } from './report.ts'
import { withStage, type Stage } from './stage.ts'
import { measureStorm } from './storm.ts'

export interface RestartOptions {
  readonly clients: number
  /** Of each channel, one of whom talks. */
  readonly members: number
  /** Messages a second of all that talk together. */
  readonly rate: number
  /** Of each talk, before and after. */
  readonly seconds: number
  readonly generators: number
}

export function runRestart(options: RestartOptions, running: Running): Promise<Report> {
  const { clients, members, generators } = options
  const layout = { channelSizes: equalChannels(clients, members), sendersPerChannel: 1 }
  const door = { door: 'irc', tags: false, tls: false } as const
  return withStage({ layout, generators, ...door, ...running }, async (stage) => {
    await stage.startServer()
    await stage.storm()
    const before = await talkAndCount(stage, options)
    const { stopSeconds, startSeconds, startCpu } = await stage.restartServer()
    const back = await measureStorm(stage, clients)
    const after = await talkAndCount(stage, options)
    return createReport({
      yardstick: 'restart',
      options: { ...options },
      faults: [...before, ...after],
      figures: [
        { name: 'until everybody is back', value: stopSeconds + startSeconds + back.seconds, unit: 's' },
        { name: 'of it until stopped', value: stopSeconds, unit: 's' },
        { name: 'of it until it listens again', value: startSeconds, unit: 's' },
        { name: 'server CPU to start', value: startCpu * 1000, unit: 'ms' },
        ...back.figures,
      ],
    })
  })
}

/** What is lost of what is said while nobody comes or goes. */
async function talkAndCount(stage: Stage, { rate, seconds }: RestartOptions): Promise<readonly string[]> {
  await measureTalk(stage, { rate, window: 1, warmup: 0, seconds })
  return verify(stage)
}
