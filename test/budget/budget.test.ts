/**
 * What the server may cost, as a ratio to a bare chat in Node.js (`bench/peers/bare-server.ts`) that is measured right beside it: a slow
 * machine slows both. Other work on the machine makes a round worse and never better, so the best of several counts.
 */
import { expect, test } from 'vitest'
import { contestant, type ContestantName } from '../../bench/contestants.ts'
import { runFanout } from '../../bench/fanout.ts'
import { runIdle } from '../../bench/idle.ts'
import type { Report, Running } from '../../bench/report.ts'

/** A quarter above the best of four rounds when they were set: 8.4, 28 and 5.5 times. */
const bounds = { room: 10.5, rooms: 35, memory: 6.9 }
const rounds = 4

const talk = {
  rate: 0,
  window: 32,
  warmup: 1,
  seconds: 3,
  generators: 1,
  door: 'irc',
  tags: false,
  tls: false,
} as const

test('processor time for each delivery in one room of 200', { timeout: 180_000 }, async () => {
  const load = { ...talk, clients: 200, channels: 1, senders: 10 }
  const ratio = await bestRatio('server CPU per delivery', bounds.room, (running) => runFanout(load, running))
  expect(ratio).toBeLessThan(bounds.room)
})

test('processor time for each delivery in twenty rooms of 10', { timeout: 180_000 }, async () => {
  const load = { ...talk, clients: 200, channels: 20, senders: 20 }
  const ratio = await bestRatio('server CPU per delivery', bounds.rooms, (running) =>
    runFanout(load, running),
  )
  expect(ratio).toBeLessThan(bounds.rooms)
})

test('memory for each connection that says nothing', { timeout: 180_000 }, async () => {
  const load = { ...talk, clients: 1000, members: 10, settle: 1, seconds: 0.2 }
  const ratio = await bestRatio('memory per connection', bounds.memory, (running) => runIdle(load, running))
  expect(ratio).toBeLessThan(bounds.memory)
})

/** Ends with the first round that is good enough. */
async function bestRatio(
  figure: string,
  bound: number,
  run: (running: Running) => Promise<Report>,
): Promise<number> {
  const ratios: number[] = []
  for (let round = 0; round < rounds && !(Math.min(...ratios) < bound); round += 1) {
    const bare = await measured('bare', figure, run)
    const ours = await measured('parlance', figure, run)
    ratios.push(ours / bare)
    console.info(
      `${figure}: ${ours.toFixed(2)} against ${bare.toFixed(2)}, ${(ours / bare).toFixed(2)} times`,
    )
  }
  return Math.min(...ratios)
}

async function measured(
  name: ContestantName,
  figure: string,
  run: (running: Running) => Promise<Report>,
): Promise<number> {
  const report = await run({
    contestant: contestant(name, { nodeOptions: [], settings: [] }),
    tell: () => undefined,
  })
  expect(report.faults).toEqual([])
  const found = report.figures.find((one) => one.name === figure)
  if (found === undefined) throw new Error(`no yardstick tells ${figure}`)
  return found.value
}
