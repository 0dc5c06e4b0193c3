/** The yardstick of idle connections: what a signed-in client costs that says nothing. */
import { setTimeout as delay } from 'node:timers/promises'
import { processorSeconds, residentKib } from './cpu.ts'
import type { DoorOptions } from './generator/doors/doors.ts'
import { equalChannels } from './layout.ts'
import { createReport, type Report, type Running } from './report.ts'
import { withStage } from './stage.ts'

export interface IdleOptions extends DoorOptions {
  readonly clients: number
  /** Of each channel. */
  readonly members: number
  /** Rest before each reading of memory, and the idle time measured after it. */
  readonly settle: number
  readonly seconds: number
  readonly generators: number
}

export function runIdle(options: IdleOptions, running: Running): Promise<Report> {
  const { clients, members, generators, settle, seconds, door, tags, tls } = options
  const layout = { channelSizes: equalChannels(clients, members), sendersPerChannel: 0 }
  return withStage({ layout, generators, door, tags, tls, ...running }, async (stage) => {
    await stage.startServer()
    const { pid } = stage.server
    await delay(settle * 1000)
    const before = { memory: residentKib(pid), cpu: processorSeconds(pid), at: performance.now() }
    await stage.gather()
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
