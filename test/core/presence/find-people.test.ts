/** Who is found by a mask: people who hide only by those who share a channel with them, however many they are. */
import { expect, test } from 'vitest'
import { joinChannel } from '../../../src/core/channels/join-channel.ts'
import { leaveChannel } from '../../../src/core/channels/leave-channel.ts'
import { findPeople } from '../../../src/core/presence/find-people.ts'
import { changeUserSetting } from '../../../src/core/users/change-settings.ts'
import { openCountingScene } from '../support.ts'

test('the channels of the one who asks are looked up once for all who hide', async () => {
  const { run, register, comes, asked } = await openCountingScene()
  const [john, mary, eve] = [await register('john'), await register('mary'), await register('eve')]
  for (const actor of [john, mary, eve, await register('ann')]) {
    comes(actor)
    await run(actor, leaveChannel, { channel: '#general' })
  }
  for (const actor of [john, mary, eve])
    await run(actor, changeUserSetting, { setting: 'invisible', value: true })
  for (const actor of [john, mary]) await run(actor, joinChannel, { channel: '#general' })
  asked.length = 0
  const found = async (mask: string) =>
    (await run(john, findPeople, { mask })).people.map(({ user }) => user.name).toSorted()
  expect(await found('*')).toEqual(['ann', 'john', 'mary'])
  expect(asked.filter((name) => name.startsWith('memberships.'))).toHaveLength(1)
  expect(await found('eve')).toEqual(['eve'])
})
