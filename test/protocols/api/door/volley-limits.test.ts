/** A volley of somebody who may not say so much at once: said as far as their budget goes, each with its own answer. */
import { expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { startApi } from './api-server.ts'

test('of forty requests at once with a budget of ten, ten are said and the others are told to wait (rule D10)', async () => {
  const clock = new ManualClock()
  const server = await startApi(['limits.commandBurst=10', 'limits.commandsPerSecond=20'], { clock })
  try {
    const page = await server.register('ann')
    const socket = page.socket()
    await socket.ready()
    clock.advance(5_000)
    for (let id = 0; id < 40; id += 1) {
      const input = { channel: 'general', text: `number ${id}`, clientTag: `tag ${id}` }
      socket.socket.send(JSON.stringify({ id, do: 'message.send', with: input }))
    }
    const answers = () => socket.told.filter((one) => 're' in one)
    await expect.poll(() => answers().length).toBe(40)
    expect(answers().map(({ re }) => re)).toEqual(Array.from({ length: 40 }, (_, id) => id))
    expect(answers().filter(({ ok }) => ok !== undefined)).toHaveLength(10)
    expect(answers()[10]?.error).toMatchObject({ code: 'too-many-requests', details: { retryAfterMs: 50 } })
    clock.advance(500)
    for (let id = 0; id < 12; id += 1) {
      const input = { channel: 'general', text: `number ${id}`, clientTag: `tag ${id}` }
      socket.socket.send(JSON.stringify({ id: `again ${id}`, do: 'message.send', with: input }))
    }
    await expect.poll(() => answers().length).toBe(52)
    const again = answers().slice(40)
    expect(again.slice(0, 10).map(({ ok }) => ok)).toEqual(
      answers()
        .slice(0, 10)
        .map(({ ok }) => ({ ...(ok as object), fresh: false })),
    )
    expect(again.slice(10).map(({ error }) => error?.code)).toEqual([
      'too-many-requests',
      'too-many-requests',
    ])
  } finally {
    await server.stop()
  }
})
