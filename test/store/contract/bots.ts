/** The contract of bots: users that belong to a person. */
import { expect, it } from 'vitest'
import type { Bot, NewBot, SignInProof } from '../../../src/core/store-port.ts'
import type { TokenId, User, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, refusalOf, say } from '../support.ts'

const byPassword: SignInProof = { token: null, passwordChanges: 0 }

function newBot(owner: User, name: string, given: Partial<NewBot> = {}): NewBot {
  const id = newId<UserId>('u')
  return { id, name, userhost: `${name}@${name}.bot`, createdAt: 1000, owner: owner.id, limit: 9, ...given }
}

function names(bots: readonly Bot[]): readonly string[] {
  return bots.map(({ user, owner }) => `${user.name} of ${owner.name}`)
}

export function botsContract(store: () => OpenStore): void {
  const add = (owner: User, name: string, given: Partial<NewBot> = {}) =>
    store().bots.create(newBot(owner, name, given), byPassword)

  it('is a user with an account and an owner, and without a password', async () => {
    const john = await addUser(store(), 'john')
    const bot = await add(john, 'Echo')
    expect(bot).toMatchObject({ kind: 'bot', owner: john.id, account: 'Echo', settings: { bot: true } })
    expect(john.owner).toBeNull()
    expect(await store().users.byName('echo')).toEqual(bot)
    expect(await store().users.credentials('echo')).toEqual({ user: bot, passwordHash: null })
    expect(await store().users.scramOf('echo')).toBeNull()
    expect(await refusalOf(add(john, 'JOHN'))).toBe('name-taken')
  })

  it('lists those of a person, and everybody’s page by page', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    for (const name of ['b', 'a']) await add(john, name)
    await add(mary, 'c')
    expect(names(await store().bots.ofOwner(john.id))).toEqual(['a of john', 'b of john'])
    expect(names(await store().bots.list({ after: null, limit: 2 }))).toEqual(['a of john', 'b of john'])
    expect(names(await store().bots.list({ after: 'B', limit: 2 }))).toEqual(['c of mary'])
  })

  it('never makes more than the limit, however many are asked for at once', async () => {
    const john = await addUser(store(), 'john')
    const asked = Array.from({ length: 8 }, (_, index) => refusalOf(add(john, `bot-${index}`, { limit: 3 })))
    const refusals = await Promise.all(asked)
    expect(refusals.filter((refusal) => refusal === 'not refused')).toHaveLength(3)
    expect(new Set(refusals)).toEqual(new Set(['not refused', 'too-many-entries']))
    expect(await store().bots.ofOwner(john.id)).toHaveLength(3)
  })

  it('makes neither bot nor token for whoever is signed in no more', async () => {
    const john = await addUser(store(), 'john')
    const bot = await add(john, 'echo')
    const stale = { token: null, passwordChanges: 1 }
    expect(await refusalOf(store().bots.create(newBot(john, 'two'), stale))).toBe('not-signed-in')
    expect(await store().users.byName('two')).toBeNull()
    const token = {
      id: newId<TokenId>('t'),
      user: bot.id,
      digest: 'd',
      kind: 'program' as const,
      name: 'first',
      usedFrom: null,
      createdAt: 1000,
      expiresAt: null,
      limit: 9,
    }
    const { tokens } = store()
    expect(await refusalOf(tokens.create(token, { ...stale, user: john.id }))).toBe('not-signed-in')
    await tokens.create(token, { ...byPassword, user: john.id })
    expect((await tokens.byDigest('d', 2000))?.user.id).toBe(bot.id)
  })

  it('takes the name, the tokens and the places of a removed one, and leaves what it said', async () => {
    const john = await addUser(store(), 'john')
    const bot = await add(john, 'echo')
    const channel = await addChannel(store(), 'general')
    const join = { role: 'member', ifEmpty: 'member', at: 1, channelsPerUser: 9 } as const
    await store().memberships.add(channel.id, bot.id, join)
    await say(store(), channel, bot, 'hello')
    expect([await store().bots.remove(bot.id), await store().bots.remove(bot.id)]).toEqual([true, false])
    expect(await store().bots.remove(john.id)).toBe(false)
    expect(await store().memberships.ofChannel(channel.id)).toEqual([])
    const [said] = await store().messages.history({ channel: channel.id, before: null, limit: 9 })
    expect(said).toMatchObject({ text: 'hello', author: { name: 'echo', userhost: 'echo@echo.bot' } })
    expect((await addUser(store(), 'echo')).kind).toBe('person')
  })
}
