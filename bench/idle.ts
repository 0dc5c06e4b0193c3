/** The yardstick of idle connections: what a signed-in client costs that says nothing. */
import { setTimeout as delay } from 'node:timers/promises'
import { processorSeconds, residentKib } from './cpu.ts'
import { channelName } from './layout.ts'
import { createReport, type Report } from './report.ts'
import { withStage, type Stage } from './stage.ts'

export interface IdleOptions {
  readonly clients: number
  /** Rest before each reading of memory, and the idle time measured after it. */
  readonly settle: number
  readonly seconds: number
  readonly generators: number
}

export function runIdle(
  options: IdleOptions,
  running: Pick<Stage['options'], 'tell' | 'nodeOptions'>,
): Promise<Report> {
  const { clients, generators, settle, seconds } = options
  const layout = { channelSizes: [clients], sendersPerChannel: 0 }
  const defaultChannels = [channelName(0)]
  return withStage({ layout, generators, defaultChannels, ...running }, async (stage) => {
    await stage.registerUsers()
    await stage.startServer()
    const { pid } = stage.server
    await delay(settle * 1000)
    const before = { memory: residentKib(pid), cpu: processorSeconds(pid), at: performance.now() }
    await stage.enter()
    const entered = { cpu: processorSeconds(pid), at: performance.now() }
    stage.options.tell('doing nothing')
    await delay(settle * 1000)
    const idle = { memory: residentKib(pid), cpu: processorSeconds(pid), at: performance.now() }
    await delay(seconds * 1000)
    const end = { cpu: processorSeconds(pid), at: performance.now() }
    return createReport({
      yardstick: 'idle',
      options: { ...options },
      faults: [],
      figures: [
        { name: 'memory per connection', value: (idle.memory - before.memory) / clients, unit: 'KiB' },
        { name: 'memory before', value: before.memory / 1024, unit: 'MiB' },
        { name: 'memory after', value: idle.memory / 1024, unit: 'MiB' },
        { name: 'sign-ins', value: clients / ((entered.at - before.at) / 1000), unit: '/s' },
        { name: 'server CPU per sign-in', value: ((entered.cpu - before.cpu) * 1e6) / clients, unit: 'µs' },
        {
          name: 'server CPU while idle',
          value: ((end.cpu - idle.cpu) * 1e6) / (end.at - idle.at),
          unit: 'ms/s',
        },
      ],
    })
  })
}
