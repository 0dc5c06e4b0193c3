/** Messages kept in sight: who may, how many, and what everybody is told. */
import { expect, test } from 'vitest'
import { createChannel } from '../../../src/core/channels/create-channel.ts'
import { joinChannel } from '../../../src/core/channels/join-channel.ts'
import { openDirect } from '../../../src/core/channels/open-direct.ts'
import { deleteMessage } from '../../../src/core/messages/delete.ts'
import { listPinned, pinMessage, unpinMessage } from '../../../src/core/messages/pin.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import type { Message } from '../../../src/core/types.ts'
import { newId } from '../../store/support.ts'
import { openCountingScene } from '../support.ts'

const channel = '#team'

async function team() {
  const scene = await openCountingScene()
  const [ann, bob] = [await scene.register('ann'), await scene.register('bob')]
  await scene.run(ann, createChannel, { name: 'team' })
  await scene.run(bob, joinChannel, { channel })
  const say = async (text: string, where = channel) => {
    scene.clock.advance(1000)
    return (await scene.run(bob, sendMessage, { channel: where, text })).message
  }
  const pinnedTexts = async () =>
    (await scene.run(bob, listPinned, { channel })).pinned.map(({ message }) => message.text)
  return { ...scene, ann, bob, say, pinnedTexts }
}

test('a moderator pins and lets go, everybody is told once, and members see what is pinned', async () => {
  const { ann, bob, run, say, facts, pinnedTexts } = await team()
  const [one, two] = [await say('one'), await say('two')]
  for (const { id } of [one, two]) {
    expect(await run(ann, pinMessage, { channel, message: id })).toEqual({ fresh: true })
    expect(await run(ann, pinMessage, { channel, message: id })).toEqual({ fresh: false })
  }
  expect(await pinnedTexts()).toEqual(['two', 'one'])
  expect(await run(ann, unpinMessage, { channel, message: two.id })).toEqual({ removed: true })
  expect(await run(ann, unpinMessage, { channel, message: two.id })).toEqual({ removed: false })
  expect(await pinnedTexts()).toEqual(['one'])
  const told = facts.filter((fact) => fact.type === 'message.pinned')
  expect(told.map((fact) => [fact.position, fact.message, fact.pinned, fact.by.name])).toEqual([
    [3, one.id, true, 'ann'],
    [4, two.id, true, 'ann'],
    [5, two.id, false, 'ann'],
  ])
  await expect(run(bob, pinMessage, { channel, message: two.id })).rejects.toThrow('channel-role-required')
  await expect(run(bob, unpinMessage, { channel, message: one.id })).rejects.toThrow('channel-role-required')
})

test('a deleted message is not pinned any more, and cannot be', async () => {
  const { ann, bob, run, say, pinnedTexts } = await team()
  const one = await say('one')
  await run(ann, pinMessage, { channel, message: one.id })
  await run(bob, deleteMessage, { channel, message: one.id })
  expect(await pinnedTexts()).toEqual([])
  await expect(run(ann, pinMessage, { channel, message: one.id })).rejects.toThrow('no-such-message')
  const elsewhere = await say('elsewhere', '#general')
  await expect(run(ann, pinMessage, { channel, message: elsewhere.id })).rejects.toThrow('no-such-message')
})

test('a channel has at most 100 of them', async () => {
  const { ann, bob, clock, run, say } = await team()
  const said: Message[] = []
  for (let index = 0; index <= 100; index += 1) said.push(await say(`text ${index}`))
  const pin = (message: Message | undefined) => {
    clock.advance(1000)
    return run(ann, pinMessage, { channel, message: message?.id ?? newId('m') })
  }
  for (const message of said.slice(0, 100)) expect(await pin(message)).toEqual({ fresh: true })
  await expect(pin(said[100])).rejects.toThrow('too-many-entries')
  expect(await pin(said[7])).toEqual({ fresh: false })
  await run(bob, deleteMessage, { channel, message: said[7]?.id })
  expect(await pin(said[100])).toEqual({ fresh: true })
})

test('both sides of a private conversation pin; who is outside learns nothing', async () => {
  const { ann, bob, register, run, say } = await team()
  const cid = await register('cid')
  const { channel: direct } = await run(ann, openDirect, { user: 'bob' })
  const one = await say('between us', direct.id)
  expect(await run(ann, pinMessage, { channel: direct.id, message: one.id })).toEqual({ fresh: true })
  expect(await run(bob, unpinMessage, { channel: direct.id, message: one.id })).toEqual({ removed: true })
  const asked = { channel: direct.id, message: one.id }
  await expect(run(cid, pinMessage, asked)).rejects.toThrow('no-such-channel')
  await expect(run(cid, listPinned, { channel: direct.id })).rejects.toThrow('no-such-channel')
})
