/** How long a receiver that takes nothing is asked, and how many are asked at once. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ChatEvent } from '../../../src/core/events.ts'
import type { WebhookId } from '../../../src/core/types.ts'
import { WebhookDeliveries } from '../../../src/effects/webhooks/deliveries.ts'
import { pauseAfter } from '../../../src/effects/webhooks/line.ts'
import { Turns } from '../../../src/lib/turns.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, rememberingLog, temporaryFolder } from '../../store/support.ts'
import { ManualClock } from '../../support/manual-clock.ts'

async function openDeliveries() {
  const place = temporaryFolder()
  const log = rememberingLog()
  const store = await openStore({ file: join(place.folder, 'parlance.sqlite'), log })
  onTestFinished(async () => {
    await store.close()
    place.remove()
  })
  const john = await addUser(store, 'john')
  const general = await addChannel(store, 'general')
  const by = { id: john.id, name: john.name }
  const made = {
    id: newId<WebhookId>('w'),
    channel: general.id,
    secret: 'secret',
    by,
    createdAt: 1,
    limit: 9,
  }
  const given = { ...made, url: 'https://127.0.0.1/a-path-that-is-secret', events: ['message.sent'] as const }
  const webhook = await store.webhooks.createOutgoing(given, { token: null, passwordChanges: 0 })
  const clock = new ManualClock()
  const published: ChatEvent[] = []
  const deliveries = new WebhookDeliveries({
    store,
    clock,
    log,
    publish: (events) => void published.push(...events),
    settings: () => ({ allowHttp: false, allowedHosts: [] }),
    next: async (_, position) => (position > 0 ? [] : [{ place: 1, id: 'w-1', body: '{}' }]),
  })
  return { store, log, john, webhook, clock, published, deliveries }
}

test('after a day without success it is given up, written down and told to whoever made it (rule B9)', async () => {
  const { store, log, john, webhook, clock, published, deliveries } = await openDeliveries()
  const began = clock.now()
  await deliveries.start()
  let failures = 0
  while (deliveries.counters().givenUp === 0) {
    failures += 1
    await expect
      .poll(() => [deliveries.counters().failed, clock.waiting + deliveries.counters().givenUp])
      .toEqual([failures, 1])
    if (deliveries.counters().givenUp === 0) clock.advance(pauseAfter(failures))
  }
  await expect.poll(async () => (await store.webhooks.outgoingById(webhook.id))?.stoppedAt).toBe(clock.now())
  expect(clock.now() - began).toBeGreaterThanOrEqual(86_400_000)
  expect(clock.now() - began).toBeLessThan(86_400_000 + 3_600_000)
  expect(failures).toBe(36)
  expect(await store.audit.list(9)).toEqual([
    expect.objectContaining({ by: 'server', action: 'webhook.give-up', subject: '#general' }),
  ])
  expect(published).toEqual([
    expect.objectContaining({ type: 'announcement.made', audience: [{ to: 'user', user: john.id }] }),
  ])
  const written = JSON.stringify([published, await store.audit.list(9), log.lines])
  expect(written).not.toContain('a-path-that-is-secret')
  await deliveries.stop()
  expect(clock.waiting).toBe(0)
})

test('stopping breaks off nothing but the waiting, and what was not taken is sent at the next start', async () => {
  const { store, webhook, clock, deliveries } = await openDeliveries()
  await deliveries.start()
  await expect.poll(() => clock.waiting).toBe(1)
  await deliveries.stop()
  clock.advance(86_400_000)
  expect(deliveries.counters()).toMatchObject({ failed: 1, givenUp: 0 })
  expect(await store.webhooks.deliverable(null)).toMatchObject([{ webhook: { id: webhook.id, position: 0 } }])
})

test('so many at once and no more, in the order in which they came', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = [0, 1, 2, 3].map((index) =>
    turns.take(() => {
      begun.push(index)
      return new Promise<void>((resolve) => ends.push(resolve))
    }),
  )
  expect(begun).toEqual([0, 1])
  ends[1]?.()
  await all[1]
  await expect.poll(() => begun).toEqual([0, 1, 2])
  ends[0]?.()
  await all[0]
  await expect.poll(() => begun).toEqual([0, 1, 2, 3])
  for (const end of ends) end()
  await Promise.all(all)
})
