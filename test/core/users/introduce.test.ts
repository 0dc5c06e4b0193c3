/** What a client says of its person is written down only where it is new. */
import { expect, test } from 'vitest'
import { introduce } from '../../../src/core/users/introduce.ts'
import { showUser } from '../../../src/core/users/show-user.ts'
import { openCountingScene } from '../support.ts'

const writes = (asked: readonly string[]) => asked.filter((name) => /\.(set|rename)/.test(name))

test('whoever comes as before costs no write', async () => {
  const { run, register, asked } = await openCountingScene()
  const john = await register('john')
  const said = { nick: 'johnny', username: 'jo', realName: 'John D.' }
  asked.length = 0
  await run(john, introduce, said)
  expect(writes(asked)).toEqual(['users.rename', 'users.setUserhost', 'users.setRealName'])
  expect(await run(john, showUser, { name: 'john' })).toMatchObject({
    name: 'johnny',
    userhost: 'jo@john.user',
    displayName: 'John D.',
  })
  asked.length = 0
  const { user } = await run(john, introduce, said)
  expect(writes(asked)).toEqual([])
  expect(user).toMatchObject({ name: 'johnny', userhost: 'jo@john.user', displayName: 'John D.' })
})
