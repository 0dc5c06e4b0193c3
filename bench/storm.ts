/** The yardstick of a storm: everybody connects, comes in and joins at once, by IRC, where whoever is first makes the channel. */
import { processorSeconds, residentKib } from './cpu.ts'
import { equalChannels } from './layout.ts'
import { createReport, type Figure, type Report, type Running } from './report.ts'
import { stallFigures, toldBy } from './told.ts'
import { withStage, type Stage } from './stage.ts'

export interface StormOptions {
  readonly clients: number
  /** Of each channel. */
  readonly members: number
  readonly generators: number
}

export function runStorm(options: StormOptions, running: Running): Promise<Report> {
  const { clients, members, generators } = options
  const layout = { channelSizes: equalChannels(clients, members), sendersPerChannel: 0 }
  const door = { door: 'irc', tags: false, tls: false } as const
  return withStage({ layout, generators, ...door, ...running }, async (stage) => {
    await stage.startServer()
    const { figures } = await measureStorm(stage, clients)
    return createReport({ yardstick: 'storm', options: { ...options }, faults: [], figures })
  })
}

/** Lets everybody come in. */
export async function measureStorm(
  stage: Stage,
  clients: number,
): Promise<{ readonly seconds: number; readonly figures: readonly Figure[] }> {
  const { pid } = stage.server
  await toldBy(stage.server)
  const began = { cpu: processorSeconds(pid), at: performance.now() }
  await stage.storm()
  const seconds = (performance.now() - began.at) / 1000
  const cpu = processorSeconds(pid) - began.cpu
  const figures = [
    { name: 'connections', value: clients / seconds, unit: '/s' },
    { name: 'server CPU per connection', value: (cpu * 1e6) / clients, unit: 'µs' },
    { name: 'server CPU', value: cpu / seconds, unit: 'cores' },
    { name: 'server memory', value: residentKib(pid) / 1024, unit: 'MiB' },
    ...stallFigures(await toldBy(stage.server)),
  ]
  return { seconds, figures }
}
