/** A client that was away gets exactly what it missed: whoever goes on from anywhere ends with what everybody else has. */
import { expect, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import type { UserActor } from '../../../src/core/actor.ts'
import type { Command } from '../../../src/core/command.ts'
import { createChannel } from '../../../src/core/channels/create-channel.ts'
import { joinChannel } from '../../../src/core/channels/join-channel.ts'
import { channelRef, isPositioned } from '../../../src/core/events.ts'
import { changeEvent } from '../../../src/core/messages/changes.ts'
import { deleteMessage } from '../../../src/core/messages/delete.ts'
import { editMessage } from '../../../src/core/messages/edit.ts'
import { listChanges } from '../../../src/core/messages/list-changes.ts'
import { addReaction, removeReaction } from '../../../src/core/messages/react.ts'
import { listPinned, pinMessage, unpinMessage } from '../../../src/core/messages/pin.ts'
import { removePreview } from '../../../src/core/messages/remove-preview.ts'
import { readHistory } from '../../../src/core/messages/read-history.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import type { Store } from '../../../src/core/ports.ts'
import type { Channel, Message, MessageId, PreviewId } from '../../../src/core/types.ts'
import { Previews } from '../../../src/effects/previews/previews.ts'
import { FakeClient } from '../../fanout/fakes.ts'
import { Random } from '../../fuzz/random.ts'
import { openScene, quiet } from '../../protocols/console/console-scene.ts'
import { seeded } from '../../support/seed.ts'
import { ChannelCopy } from './channel-copy.ts'

const channel = '#team'

async function crowd(names: readonly string[]) {
  const stores: Store[] = []
  const scene = await openScene((opened) => {
    stores.push(opened)
    return opened
  })
  const [store] = stores
  if (store === undefined) throw new Error('a scene has a store')
  onTestFinished(() => scene.close())
  const { core, hub } = scene.ports
  const people: UserActor[] = []
  for (const name of names) people.push(await scene.register(name))
  async function run<Schema extends z.ZodType, Result>(
    actor: UserActor,
    command: Command<'user', Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result> {
    scene.clock.advance(1000)
    const outcome = await core.run(actor, command, input)
    if (!outcome.ok) throw new Error(outcome.fault.code)
    return outcome.result
  }
  /** A client that is told of everything as it happens. */
  const watching = async (actor: UserActor) => {
    const { channel: found } = await run(actor, readHistory, { channel })
    const client = new FakeClient(`client of ${actor.name}`)
    hub.attach(client)
    hub.signIn(client, actor, false)
    hub.subscribe(client, [{ channel: found.id, position: found.lastPosition }])
    hub.release(client, new Map())
    return client
  }
  const previews = new Previews({
    store,
    clock: scene.clock,
    log: quiet,
    publish: (events) => scene.node.tell(events),
    settings: () => ({ enabled: true, direct: true, perMinute: 100_000 }),
    atOnce: 4,
    find: (url) => Promise.resolve({ id: `of ${url}` as PreviewId, url, ...said }),
  })
  onTestFinished(() => previews.close())
  /** As if the node had told it. */
  const heard = (team: Channel, message: Message) => {
    const fact = { audience: [], at: 0, channel: channelRef(team), message }
    previews.heard([{ type: 'message.edited', ...fact }])
  }
  const [first, ...others] = people
  if (first === undefined) throw new Error('a crowd has somebody in it')
  await run(first, createChannel, { name: 'team' })
  for (const other of others) await run(other, joinChannel, { channel })
  return { people, first, run, watching, heard, settled: () => previews.close() }
}

const said = { kind: 'page', siteName: null, title: 'A title', text: null, picture: null } as const

type Crowd = Awaited<ReturnType<typeof crowd>>

/** Reads on, in pages of any size, until nothing is left. */
async function resume({ run }: Crowd, reader: UserActor, copy: ChannelCopy, random: Random): Promise<void> {
  for (;;) {
    const limit = random.whole(1, 12)
    const page = await run(reader, listChanges, { channel, after: copy.position, limit })
    for (const change of page.changes) copy.take(changeEvent(page.channel, change))
    expect(page.position).toBeGreaterThanOrEqual(copy.position)
    if (page.position === copy.position && page.changes.length === 0) return
    copy.position = page.position
  }
}

/** One thing somebody does, to anything that was said; what cannot be done any more is refused, which is as good. */
async function act(
  { run, heard }: Crowd,
  actor: UserActor,
  said: MessageId[],
  random: Random,
): Promise<void> {
  const deed = random.weighted({
    say: 4,
    edit: 2,
    delete: 1,
    react: 6,
    unreact: 3,
    pin: 2,
    unpin: 1,
    hide: 2,
  })
  const tell = async (message: Message) => {
    const { channel: team } = await run(actor, readHistory, { channel })
    heard(team, message)
  }
  const words = random.pick([
    'text',
    'see https://example.org/a',
    'https://example.org/b https://example.org/a',
  ])
  if (deed === 'say' || said.length === 0) {
    const { message } = await run(actor, sendMessage, { channel, text: `${words} ${random.whole(0, 999)}` })
    said.push(message.id)
    await tell(message)
    return
  }
  const about = { channel, message: random.pick(said) }
  const sign = { ...about, reaction: random.pick(['👍', '🎉', 'ok']) }
  const doing = {
    edit: async () => {
      const text = `edited ${words} ${random.whole(0, 999)}`
      await tell((await run(actor, editMessage, { ...about, text })).message)
    },
    hide: () => run(actor, removePreview, { ...about, url: 'https://example.org/a' }),
    delete: () => run(actor, deleteMessage, about),
    react: () => run(actor, addReaction, sign),
    unreact: () => run(actor, removeReaction, sign),
    pin: () => run(actor, pinMessage, about),
    unpin: () => run(actor, unpinMessage, about),
  }[deed]
  await doing().catch((error: unknown) => {
    if (!/no-such-message|not-your-message|channel-role-required/.test(String(error))) throw error
  })
}

test('whoever stops anywhere and goes on ends with what somebody has who saw everything (rule D17)', async () => {
  const { seed } = seeded('changes')
  const random = new Random(seed)
  const all = await crowd(['ann', 'bob', 'cid'])
  const reader = all.first
  const client = await all.watching(reader)
  const live = new ChannelCopy()
  const stopped = [live.clone()]
  const said: MessageId[] = []
  for (let burst = 0; burst < 60; burst += 1) {
    const several = Array.from({ length: random.whole(1, 6) }, () =>
      act(all, random.pick(all.people), said, random),
    )
    await Promise.all(several)
    for (const event of client.seen.splice(0)) if (isPositioned(event)) live.take(event)
    if (random.chance(0.3)) stopped.push(live.clone())
    if (random.chance(0.2)) await resume(all, reader, random.pick(stopped), random)
  }
  await all.settled()
  for (const event of client.seen.splice(0)) if (isPositioned(event)) live.take(event)
  const { messages } = await all.run(reader, readHistory, { channel, limit: 1000 })
  const wanted = messages.map(({ text, reactions, previews }) => ({ text, reactions, previews }))
  expect(wanted.some(({ previews }) => previews.length > 0)).toBe(true)
  expect(live.shown().slice(-wanted.length)).toEqual(wanted)
  const { pinned } = await all.run(reader, listPinned, { channel })
  expect(live.pinned()).toEqual(pinned.map(({ message }) => message.id))
  for (const copy of stopped) {
    await resume(all, reader, copy, random)
    expect({ seed, shown: copy.shown(), pinned: copy.pinned(), position: copy.position }).toEqual({
      seed,
      shown: live.shown(),
      pinned: live.pinned(),
      position: live.position,
    })
  }
})

test('changes are for members, a page at a time', async () => {
  const { people, run } = await crowd(['ann', 'bob'])
  const [ann, bob] = people
  if (ann === undefined || bob === undefined) throw new Error('both are there')
  const { message } = await run(ann, sendMessage, { channel, text: 'hello' })
  await run(bob, addReaction, { channel, message: message.id, reaction: '👍' })
  const first = await run(bob, listChanges, { channel, after: 0, limit: 1 })
  expect(first).toMatchObject({ position: 1, changes: [{ kind: 'message', position: 1 }] })
  const second = await run(bob, listChanges, { channel, after: first.position })
  expect(second).toMatchObject({ position: 2, changes: [{ kind: 'reaction', position: 2, added: true }] })
  expect(await run(bob, listChanges, { channel, after: 2 })).toMatchObject({ position: 2, changes: [] })
  await expect(run(bob, listChanges, { channel, after: -1 })).rejects.toThrow('bad-input')
  await expect(run(bob, listChanges, { channel, after: 0, limit: 0 })).rejects.toThrow('bad-input')
  await expect(run(bob, listChanges, { channel: '#nowhere', after: 0 })).rejects.toThrow('no-such-channel')
})
