/** Calls on their way: how many at once, how often each is tried, and what is forgotten. */
import { expect, it } from 'vitest'
import type { PushNote, TokenId } from '../../../src/core/types.ts'
import { Sender } from '../../../src/effects/push/sender.ts'
import type { PushAnswer, PushCall } from '../../../src/effects/push/service.ts'
import { rememberingLog } from '../../store/support.ts'
import { ManualClock } from '../../support/manual-clock.ts'

const note: PushNote = { is: 'test', at: 1 }

function open() {
  const clock = new ManualClock()
  const log = rememberingLog()
  const asked: { call: PushCall; answer: (answer: PushAnswer) => void }[] = []
  const removed: string[] = []
  const state = { closed: false }
  const sender = new Sender({
    clock,
    log,
    service: {
      send(call) {
        const { promise, resolve } = Promise.withResolvers<PushAnswer>()
        asked.push({ call, answer: resolve })
        return promise
      },
      close() {
        state.closed = true
      },
    },
    store: {
      async removeEndpoint(endpoint) {
        removed.push(endpoint)
      },
    },
  })
  const add = (name: string) => {
    const subscription = {
      token: name as TokenId,
      endpoint: `https://push.example.org/secret-${name}`,
      keys: { p256dh: '', auth: '' },
    }
    sender.add({ subscription, note, topic: 't', isUrgent: false })
  }
  const settle = async (answer: PushAnswer) => {
    asked.shift()?.answer(answer)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock, log, asked, removed, state, sender, add, settle }
}

const later: PushAnswer = { is: 'later', why: 'status 500', afterMs: null }

it('eight are on their way at once; the others wait their turn', async () => {
  const { asked, add, settle, sender } = open()
  for (let number = 0; number < 20; number++) add(String(number))
  expect([asked.length, sender.waiting]).toEqual([8, 20])
  const order = []
  while (asked.length > 0) {
    order.push(asked[0]?.call.subscription.token)
    await settle({ is: 'sent' })
  }
  expect(order).toEqual(Array.from({ length: 20 }, (_, number) => String(number)))
  expect(sender.waiting).toBe(0)
})

it('counts what became of them', async () => {
  const { clock, add, settle, sender } = open()
  for (const name of ['a', 'b', 'c', 'd']) add(name)
  await settle({ is: 'sent' })
  await settle({ is: 'gone' })
  await settle({ is: 'refused', why: 'status 400' })
  await settle(later)
  clock.advance(5000)
  await settle({ is: 'sent' })
  expect(sender.counters()).toEqual({ sent: 2, failed: 1, lost: 1, gone: 1 })
})

it('what may arrive later is tried four times, each time after a longer pause', async () => {
  const { clock, asked, add, settle, log } = open()
  add('one')
  const pauses = [5000, 20_000, 80_000]
  for (const pause of pauses) {
    await settle(later)
    clock.advance(pause - 1)
    expect(asked).toHaveLength(0)
    clock.advance(1)
    expect(asked).toHaveLength(1)
  }
  await settle(later)
  clock.advance(3_600_000)
  expect(asked).toHaveLength(0)
  expect(log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
    { message: 'a push was not taken', fields: { service: 'push.example.org', why: 'status 500' } },
  ])
})

it('a service that wants to be left alone is, but not for ever', async () => {
  const { clock, asked, add, settle } = open()
  add('one')
  await settle({ ...later, afterMs: 60_000 })
  clock.advance(59_999)
  expect(asked).toHaveLength(0)
  clock.advance(1)
  expect(asked).toHaveLength(1)
  await settle({ ...later, afterMs: 1e12 })
  clock.advance(600_000)
  expect(asked).toHaveLength(1)
})

it('a browser that is gone is called no more; one that is refused is not tried again', async () => {
  const { clock, asked, removed, add, settle } = open()
  add('gone')
  add('refused')
  await settle({ is: 'gone' })
  await settle({ is: 'refused', why: 'status 400' })
  expect(removed).toEqual(['https://push.example.org/secret-gone'])
  clock.advance(3_600_000)
  expect(asked).toHaveLength(0)
})

it('no more than ten thousand wait; what is dropped is told, without the endpoint', async () => {
  const { add, sender, log } = open()
  for (let number = 0; number < 10_001; number++) add(String(number))
  expect(sender.waiting).toBe(10_000)
  expect(log.lines).toMatchObject([{ level: 'warn', message: 'a push was dropped' }])
  expect(JSON.stringify(log.lines)).not.toContain('secret')
})

it('at the end everything is forgotten, and nothing is tried again', async () => {
  const { clock, asked, add, settle, sender, state } = open()
  add('paused')
  await settle(later)
  for (let number = 0; number < 9; number++) add(String(number))
  sender.close()
  expect([state.closed, clock.waiting]).toEqual([true, 0])
  while (asked.length > 0) await settle(later)
  add('late')
  expect([asked.length, clock.waiting]).toEqual([0, 0])
})
