/** The contract of names: what users go by, and the accounts that stay theirs. */
import { expect, it } from 'vitest'
import type { UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuest, addUser, newId, newUser, refusalOf, say } from '../support.ts'

export function namesContract(store: () => OpenStore): void {
  const rename = (id: UserId, name: string) => store().users.rename(id, name)
  const idOf = async (name: string) => (await store().users.byName(name))?.id ?? null

  it('gives a person the account of their name, and a guest none', async () => {
    const given = {
      realName: 'John D.',
      email: 'john@example.org',
      scram: 'keys',
      userhost: 'j@user/John',
    }
    const { user } = await store().users.create(newUser('John', given))
    expect(user).toMatchObject({
      name: 'John',
      account: 'John',
      displayName: 'John D.',
      userhost: 'j@user/John',
    })
    expect(user.settings).toEqual({
      invisible: false,
      bot: false,
      accountsOnly: false,
      oneClient: false,
    })
    expect(await addGuest(store(), 'guest-1')).toMatchObject({
      name: 'guest-1',
      account: null,
      kind: 'guest',
    })
  })

  it('finds a user by what they go by and by their account, in any case', async () => {
    const { id } = (await store().users.create(newUser('John', { scram: 'keys' }))).user
    await rename(id, 'Johnny')
    const found = await store().users.byName('jOHNNY')
    expect(found).toMatchObject({ id, name: 'Johnny', account: 'John' })
    expect(await store().users.byName('john')).toEqual(found)
    for (const name of ['JOHN', 'johnny']) {
      expect(await store().users.credentials(name)).toEqual({ user: found, passwordHash: 'hash of John' })
      expect(await store().users.scramOf(name)).toEqual({ user: found, scram: 'keys' })
    }
  })

  it('gives everybody the name of their account back, also in the conversations they are in', async () => {
    const john = await addUser(store(), 'John')
    const mary = await addUser(store(), 'mary')
    await addUser(store(), 'ann')
    const { channel } = await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    await rename(john.id, 'johnny')
    await rename(mary.id, 'MARY')
    expect(await store().users.restoreNames()).toBe(2)
    expect(await store().users.byId(john.id)).toEqual(john)
    expect(await store().users.byId(mary.id)).toEqual(mary)
    expect(await idOf('johnny')).toBeNull()
    const access = await store().channels.access({ id: channel.id }, john.id, 1)
    expect(access?.channel.between?.map(({ name }) => name)).toEqual(['John', 'mary'])
    expect(await store().users.restoreNames()).toBe(0)
  })

  it('frees the name before, unless it is the account', async () => {
    const { id } = await addUser(store(), 'john')
    await rename(id, 'one')
    await rename(id, 'two')
    expect([await idOf('john'), await idOf('one'), await idOf('two')]).toEqual([id, null, id])
    expect(await refusalOf(addUser(store(), 'TWO'))).toBe('name-taken')
    expect(await refusalOf(addUser(store(), 'John'))).toBe('name-taken')
    await rename(id, 'John')
    expect(await store().users.byName('john')).toMatchObject({ id, name: 'John', account: 'john' })
    expect(await idOf('two')).toBeNull()
    await rename(id, 'two')
    const guest = await addGuest(store(), 'guest-1')
    await rename(guest.id, 'guest-2')
    expect([await idOf('guest-1'), await idOf('guest-2')]).toEqual([null, guest.id])
  })

  it('takes the same name again, and in another case', async () => {
    const { id } = await addUser(store(), 'john')
    await rename(id, 'jo')
    await rename(id, 'jo')
    await rename(id, 'JO')
    expect(await store().users.byName('jo')).toMatchObject({ id, name: 'JO' })
    expect(await idOf('john')).toBe(id)
  })

  it('refuses a name somebody goes by, and the account of somebody who goes by another', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    await rename(mary.id, 'maria')
    for (const taken of ['MARIA', 'Mary']) expect(await refusalOf(rename(john.id, taken))).toBe('name-taken')
    expect(await refusalOf(addGuest(store(), 'Mary'))).toBe('name-taken')
    expect(await refusalOf(rename(newId<UserId>('u'), 'new'))).toBe('no-such-user')
    expect(await store().users.byId(john.id)).toEqual(john)
    expect(await idOf('new')).toBeNull()
  })

  it('gives a name to one of those who take it at once', async () => {
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => addUser(store(), name)))
    const answers = await Promise.all([
      ...people.map(({ id }, index) => refusalOf(rename(id, index % 2 === 0 ? 'wanted' : 'WANTED'))),
      refusalOf(addGuest(store(), 'Wanted')),
    ])
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'name-taken')).toHaveLength(4)
  })

  it('renames direct channels with their members; messages keep the name they were written under', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const names = async (of: UserId) => {
      const joined = await store().memberships.ofUser(of)
      return joined.flatMap(
        ({ channel }) =>
          channel.between
            ?.map(({ name }) => name)
            .toSorted()
            .join(' ') ?? [],
      )
    }
    const { channel } = await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    await store().channels.openDirect([mary, mary], { id: newId('c'), at: 1 })
    const said = await say(store(), channel, mary, 'hi')
    await rename(mary.id, 'Maria')
    expect((await names(mary.id)).toSorted()).toEqual(['Maria Maria', 'Maria john'])
    expect(await names(john.id)).toEqual(['Maria john'])
    expect((await store().messages.byId(said.id))?.author).toEqual(said.author)
  })

  it('orders members and pages by what users go by now', async () => {
    const tea = await addChannel(store(), 'tea')
    const people = []
    for (const name of ['a', 'b', 'c']) people.push(await addUser(store(), name, { channels: [tea.id] }))
    await rename(people[0]?.id ?? newId('u'), 'z')
    const members = await store().memberships.ofChannel(tea.id)
    expect(members.map(({ user }) => user.name)).toEqual(['b', 'c', 'z'])
    const page = await store().users.list({ after: 'b', limit: 9 })
    expect(page.map(({ name }) => name)).toEqual(['c', 'z'])
  })

  it('keeps the userhost, the settings and the keys of the password', async () => {
    const { users } = store()
    const { id } = await addUser(store(), 'john')
    expect(await users.scramOf('john')).toBeNull()
    const password = { passwordHash: 'hash', keep: null, changes: null }
    await users.setPassword(id, { ...password, scram: 'keys' })
    expect((await users.scramOf('john'))?.scram).toBe('keys')
    await users.setPassword(id, { ...password, scram: null })
    expect(await users.scramOf('john')).toBeNull()
    expect(await users.scramOf('nobody')).toBeNull()
    await users.setUserhost(id, 'me@user/john')
    await users.setSettings(id, { invisible: true, bot: true })
    await users.setSettings(id, { bot: false, accountsOnly: true })
    await users.setSettings(id, {})
    const settings = { invisible: true, bot: false, accountsOnly: true }
    expect(await users.byId(id)).toMatchObject({ userhost: 'me@user/john', settings })
  })

  it('knows whose a certificate is, and moves it to whoever brings it again', async () => {
    const { users } = store()
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    await users.addCertificate(john.id, 'bb', 1)
    await users.addCertificate(john.id, 'aa', 2)
    await users.addCertificate(john.id, 'cc', 2)
    expect(await users.certificates(john.id)).toEqual(['bb', 'aa', 'cc'])
    expect(await users.certificateOwner('aa')).toEqual(john)
    await users.addCertificate(mary.id, 'aa', 3)
    await users.addCertificate(mary.id, 'aa', 4)
    expect(await users.certificateOwner('aa')).toEqual(mary)
    expect([await users.certificates(john.id), await users.certificates(mary.id)]).toEqual([
      ['bb', 'cc'],
      ['aa'],
    ])
    expect(await users.removeCertificate(john.id, 'aa')).toBe(false)
    expect(await users.removeCertificate(mary.id, 'aa')).toBe(true)
    expect(await users.removeCertificate(mary.id, 'aa')).toBe(false)
    expect(await users.certificateOwner('aa')).toBeNull()
  })
}
