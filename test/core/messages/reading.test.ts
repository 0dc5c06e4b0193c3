/** How far somebody has read, as all their clients are told; and signs put to messages. */
import { expect, onTestFinished, test } from 'vitest'
import type { UserActor } from '../../../src/core/actor.ts'
import type { Command } from '../../../src/core/command.ts'
import type { ReadMarked } from '../../../src/core/events.ts'
import { markRead } from '../../../src/core/messages/mark-read.ts'
import { addReaction, removeReaction } from '../../../src/core/messages/react.ts'
import { markReadUntil } from '../../../src/core/messages/read-time.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import { openScene } from '../../protocols/console/console-scene.ts'
import type { z } from 'zod'

/** John and mary in #general, and what john's clients are told of his reading. */
async function twoPeople() {
  const scene = await openScene()
  onTestFinished(() => scene.close())
  const { core, hub } = scene.ports
  const marked: ReadMarked[] = []
  hub.listen((event) => {
    if (event.type === 'read.marked') marked.push(event)
  })
  const [john, mary] = [await scene.register('john'), await scene.register('mary')]
  async function run<Schema extends z.ZodType, Result>(
    actor: UserActor,
    command: Command<'user', Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result> {
    const outcome = await core.run(actor, command, input)
    if (!outcome.ok) throw new Error(outcome.fault.code)
    return outcome.result
  }
  const say = async () => (await run(mary, sendMessage, { channel: '#general', text: 'hello' })).message
  return { clock: scene.clock, john, mary, marked, run, say }
}

test('a time still to come counts as now, so that what is said later is not read', async () => {
  const { clock, john, marked, run, say } = await twoPeople()
  await say()
  const late = { channel: '#general', readAt: clock.now() + 1_000_000 }
  expect(await run(john, markReadUntil, late)).toMatchObject({ readAt: clock.now(), changed: true })
  expect(await run(john, markReadUntil, late)).toMatchObject({ readAt: clock.now(), changed: false })
  expect(marked).toMatchObject([{ readAt: clock.now(), readPosition: 1 }])
})

test('what one client has shown is told to the others, once', async () => {
  const { clock, john, marked, run, say } = await twoPeople()
  const first = await say()
  clock.advance(1000)
  const { channel, position: readPosition, sentAt } = await say()
  await run(john, markRead, { positions: [{ channel, position: readPosition }] })
  await run(john, markRead, { positions: [{ channel, position: readPosition }] })
  await run(john, markRead, { positions: [{ channel, position: first.position }] })
  await run(john, markRead, { positions: [] })
  expect(marked).toEqual([
    expect.objectContaining({
      channel: expect.objectContaining({ id: channel, name: 'general' }),
      audience: [{ to: 'user', user: john.id }],
      readAt: sentAt,
      readPosition,
      at: clock.now(),
    }),
  ])
})

test('one person puts at most 20 different signs to a message', async () => {
  const { clock, john, mary, run, say } = await twoPeople()
  const { id: message } = await say()
  const put = (actor: UserActor, reaction: string) => {
    clock.advance(1000)
    return run(actor, addReaction, { channel: '#general', message, reaction })
  }
  for (let sign = 1; sign <= 20; sign++) expect(await put(john, `sign ${sign}`)).toEqual({ fresh: true })
  await expect(put(john, 'one more')).rejects.toThrow('too-many-entries')
  expect(await put(john, 'sign 7')).toEqual({ fresh: false })
  expect(await put(mary, 'one more')).toEqual({ fresh: true })
  await run(john, removeReaction, { channel: '#general', message, reaction: 'sign 7' })
  expect(await put(john, 'one more')).toEqual({ fresh: true })
})
