/** Alive and ready: what the checks answer, how long they may take, and a whole server that comes and goes. */
import { expect, test } from 'vitest'
import { Health, type Check } from '../../src/observe/health.ts'
import { startInProcess } from '../door/server-in-process.ts'
import { rememberingLog } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'

function healthOf(checks: Readonly<Record<string, Check>>) {
  const clock = new ManualClock()
  const log = rememberingLog()
  return { health: new Health({ checks, clock, log }), clock, log }
}

test('ready when every check is content', async () => {
  const { health, clock, log } = healthOf({ database: async () => null, doors: () => null })
  expect(await health.ready()).toEqual({ ready: true, checks: { database: 'ok', doors: 'ok' } })
  expect(health.alive()).toEqual({ alive: true })
  expect(clock.waiting).toBe(0)
  expect(log.lines).toEqual([])
})

test('one that is not makes the whole not ready, and says why', async () => {
  const { health } = healthOf({ database: async () => 'storage-unavailable', doors: () => null })
  expect(await health.ready()).toEqual({
    ready: false,
    checks: { database: 'failed: storage-unavailable', doors: 'ok' },
  })
})

test('a check that never answers is given up after a second', async () => {
  const { health, clock } = healthOf({ database: () => new Promise(() => undefined) })
  let answered = false
  const ready = health.ready().finally(() => (answered = true))
  clock.advance(999)
  await new Promise(setImmediate)
  expect(answered).toBe(false)
  clock.advance(1)
  expect(await ready).toEqual({
    ready: false,
    checks: { database: 'failed: no answer within a second' },
  })
})

test('what goes wrong unexpectedly is told to the log alone', async () => {
  const { health, log } = healthOf({
    database: () => Promise.reject(new Error('/srv/secret/parlance.sqlite is gone')),
    doors: () => {
      throw new Error('no doors')
    },
  })
  const answer = await health.ready()
  expect(answer).toEqual({
    ready: false,
    checks: { database: 'failed: unexpected error', doors: 'failed: unexpected error' },
  })
  expect(log.lines).toHaveLength(2)
  expect(new Set(log.lines.map(({ fields }) => fields['check']))).toEqual(new Set(['database', 'doors']))
})

test('however many ask at once, the database is asked once', async () => {
  let asked = 0
  const { health } = healthOf({ database: async () => ((asked += 1), null) })
  await Promise.all(Array.from({ length: 100 }, () => health.ready()))
  expect(asked).toBe(1)
  await health.ready()
  expect(asked).toBe(2)
})

test('a server is ready while it is open, and not once it goes down', async () => {
  const server = await startInProcess()
  const { health } = server.running.observed
  expect(await health.ready()).toEqual({ ready: true, checks: { database: 'ok', doors: 'ok' } })
  const stopped = server.stop()
  expect(await health.ready()).toMatchObject({
    ready: false,
    checks: { doors: 'failed: new connections are refused' },
  })
  await stopped
  expect(await health.ready()).toMatchObject({
    ready: false,
    checks: { database: 'failed: storage-unavailable' },
  })
})
