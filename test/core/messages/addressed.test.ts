/** What is unread and for whom, as somebody who comes back is told; and what they want to be called for. */
import { expect, test } from 'vitest'
import { listOwn } from '../../../src/core/channels/list-own.ts'
import { openDirect } from '../../../src/core/channels/open-direct.ts'
import { setLevel } from '../../../src/core/channels/set-level.ts'
import { listMissed } from '../../../src/core/messages/list-missed.ts'
import { markRead } from '../../../src/core/messages/mark-read.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import { renameUser } from '../../../src/core/users/rename-user.ts'
import type { MessageId } from '../../../src/core/types.ts'
import { openCountingScene } from '../support.ts'

const channel = '#general'

async function twoPeople() {
  const scene = await openCountingScene()
  const [ann, bob] = [await scene.register('ann'), await scene.register('bob')]
  const said = async (
    text: string,
    more: { channel?: string; replyTo?: MessageId; by?: typeof ann } = {},
  ) => {
    const { by = bob, ...input } = more
    scene.clock.advance(1000)
    return (await scene.run(by, sendMessage, { channel, text, ...input })).message
  }
  const own = async () =>
    (await scene.run(ann, listOwn, {})).channels.map(({ channel: { kind, name }, unread, mentions }) => [
      kind === 'direct' ? 'direct' : name,
      unread,
      mentions,
    ])
  return { ...scene, ann, bob, said, own }
}

test('what mentions one, answers one, or is private counts as a mention', async () => {
  const { ann, run, said, own } = await twoPeople()
  expect(await own()).toEqual([['general', 0, 0]])
  const question = await said('a question', { by: ann })
  await said('for nobody')
  await said('@Ann: for her')
  await said('for @annie')
  await said('an answer', { replyTo: question.id })
  const { channel: direct } = await run(ann, openDirect, { user: 'bob' })
  await said('in private', { channel: direct.id })
  await said('once more', { channel: direct.id })
  expect(await own()).toEqual([
    ['direct', 2, 2],
    ['general', 4, 2],
  ])
  const { missed } = await run(ann, listMissed, {})
  expect(missed.map(({ unread, mentions }) => [unread, mentions])).toEqual([
    [2, 2],
    [4, 2],
  ])
  await run(ann, markRead, { positions: [{ channel: question.channel, position: 3 }] })
  expect(await own()).toContainEqual(['general', 2, 1])
})

test('somebody who goes by another name is spoken to by both', async () => {
  const { ann, run, said, own, comes } = await twoPeople()
  comes(ann)
  await said('@ann')
  await said('@ann-away')
  expect(await own()).toEqual([['general', 2, 1]])
  await run(ann, renameUser, { name: 'ann-away' })
  const renamed = { ...ann, name: 'ann-away' }
  const { channels } = await run(renamed, listOwn, {})
  expect(channels.map(({ mentions }) => mentions)).toEqual([2])
})

test('a fresh client is told of every channel with membership, newest position and time', async () => {
  const { ann, bob, said, run } = await twoPeople()
  const last = await said('hello')
  const { channels } = await run(ann, listOwn, {})
  expect(channels).toMatchObject([
    {
      channel: { name: 'general', lastPosition: 1 },
      membership: { role: 'member', readPosition: 0, level: 'mentions' },
      unread: 1,
      mentions: 0,
      latestAt: last.sentAt,
    },
  ])
  expect((await run(bob, listOwn, {})).channels).toMatchObject([{ unread: 0, latestAt: last.sentAt }])
})

test('the level is kept, and told to the clients of its owner once', async () => {
  const { ann, bob, run, facts } = await twoPeople()
  expect(await run(ann, setLevel, { channel, level: 'none' })).toMatchObject({ level: 'none' })
  await run(ann, setLevel, { channel, level: 'none' })
  await expect(run(ann, setLevel, { channel: '#nowhere', level: 'all' })).rejects.toThrow('no-such-channel')
  const told = facts.filter((fact) => fact.type === 'membership.changed')
  expect(told).toMatchObject([{ level: 'none', audience: [{ to: 'user', user: ann.id }] }])
  const levelOf = async (who: typeof ann) => (await run(who, listOwn, {})).channels[0]?.membership.level
  expect([await levelOf(ann), await levelOf(bob)]).toEqual(['none', 'mentions'])
})
