/** The name beside an account goes with the last client, also when another client comes at that moment. */
import { expect, onTestFinished, test } from 'vitest'
import type { UserActor } from '../../../src/core/actor.ts'
import type { ChatEvent } from '../../../src/core/events.ts'
import type { Store } from '../../../src/core/ports.ts'
import { arrive } from '../../../src/core/presence/arrive.ts'
import type { ClientId } from '../../../src/core/types.ts'
import { renameUser } from '../../../src/core/users/rename-user.ts'
import { showUser } from '../../../src/core/users/show-user.ts'
import { signOut } from '../../../src/core/users/sign-out.ts'
import { FakeClient } from '../../fanout/fakes.ts'
import { openScene } from '../../protocols/console/console-scene.ts'

/** John, who goes by johnny and has just gone; what happens while the core reads or renames him is up to the test. */
async function johnnyHasGone() {
  const meanwhile = { read: () => {}, rename: () => {} }
  const scene = await openScene((store) => watched(store, meanwhile))
  onTestFinished(() => scene.close())
  const { core, hub } = scene.ports
  const john = await scene.register('john')
  const mary = await scene.register('mary')
  const renamed = await core.run(john, renameUser, { name: 'johnny' })
  if (!renamed.ok) throw new Error(renamed.fault.code)
  const facts: ChatEvent[] = []
  hub.listen((event) => facts.push(event))
  const leave = () => core.run(renamed.result.actor, signOut, {})
  const comes = () => {
    const client = new FakeClient('another')
    hub.attach(client)
    hub.signIn(client, { id: john.id, name: 'johnny' }, false)
    hub.release(client, new Map())
    return client
  }
  const nameNow = async () => {
    const shown = await core.run(mary, showUser, { name: 'john' })
    return shown.ok ? shown.result.name : shown.fault.code
  }
  return { core, john: renamed.result.actor, facts, leave, comes, nameNow, meanwhile }
}

function watched(store: Store, meanwhile: { read: () => void; rename: () => void }): Store {
  return {
    ...store,
    memberships: {
      ...store.memberships,
      async ofUser(id) {
        const joined = await store.memberships.ofUser(id)
        meanwhile.read()
        return joined
      },
    },
    users: {
      ...store.users,
      async rename(id, name) {
        await store.users.rename(id, name)
        if (name === 'john') meanwhile.rename()
      },
    },
  }
}

test('the account is the name again, and others hear that somebody has gone', async () => {
  const { leave, facts, nameNow } = await johnnyHasGone()
  await leave()
  expect(facts.map(({ type }) => type)).toEqual(['user.departed'])
  expect(await nameNow()).toBe('john')
})

test('whoever comes before it is given back keeps it, and nobody has gone', async () => {
  const { leave, comes, facts, nameNow, meanwhile } = await johnnyHasGone()
  meanwhile.read = () => {
    meanwhile.read = () => {}
    comes()
  }
  await leave()
  expect(facts).toEqual([])
  expect(await nameNow()).toBe('johnny')
})

test('whoever comes while it is given back hears what they are called', async () => {
  const { leave, comes, facts, nameNow, meanwhile } = await johnnyHasGone()
  let client: FakeClient | null = null
  meanwhile.rename = () => (client = comes())
  await leave()
  expect(facts).toMatchObject([{ type: 'user.renamed', user: { name: 'johnny' }, name: 'john' }])
  expect(client).toMatchObject({ user: { name: 'john' } })
  expect(await nameNow()).toBe('john')
})

test('whoever signed in under it before it was given back acts under the account', async () => {
  const { core, john, leave } = await johnnyHasGone()
  await leave()
  const stale: UserActor = { ...john, client: 'another' as ClientId }
  expect(await core.run(stale, arrive, { first: true })).toMatchObject({
    ok: true,
    result: { actor: { name: 'john', account: 'john', client: 'another' } },
  })
})
