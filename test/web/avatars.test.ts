/** What people are shown by, as a page keeps it. */
import { expect, test } from 'vitest'
import type { Call } from '../../web/src/connection/calls.ts'
import { Avatars } from '../../web/src/state/avatars.ts'

type Answer = { avatars: readonly { user: string; avatar: string }[] }

/** A server that answers when it is told to. */
function setUp() {
  const asked: { users: readonly string[]; answer: (answer: Answer) => void }[] = []
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this call is made
  const call = ((_: string, { users }: { users: readonly string[] }) =>
    new Promise((answer) => asked.push({ users, answer }))) as unknown as Call
  return { avatars: new Avatars(call), asked }
}

test('those who are shown together are asked for together, each once', async () => {
  const { avatars, asked } = setUp()
  const [ann, bob] = [avatars.of('ann'), avatars.of('bob')]
  expect(avatars.of('ann')).toBe(ann)
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]?.users).toEqual(['ann', 'bob'])
  asked[0]?.answer({ avatars: [{ user: 'bob', avatar: '/files/b' }] })
  await expect.poll(() => bob.value).toBe('/files/b')
  expect(ann.value).toBeNull()
})

test('what has changed since it was asked for stands, whatever the answer says', async () => {
  const { avatars, asked } = setUp()
  const [ann, bob] = [avatars.of('ann'), avatars.of('bob')]
  await expect.poll(() => asked.length).toBe(1)
  avatars.put('ann', '/files/new')
  asked[0]?.answer({
    avatars: [
      { user: 'ann', avatar: '/files/old' },
      { user: 'bob', avatar: '/files/b' },
    ],
  })
  await expect.poll(() => bob.value).toBe('/files/b')
  expect(ann.value).toBe('/files/new')
  avatars.lookAgain()
  await expect.poll(() => asked.length).toBe(2)
  asked[1]?.answer({ avatars: [] })
  await expect.poll(() => [ann.value, bob.value]).toEqual([null, null])
})
