/** The contract of remembered sign-ins, and of what a new password does to them. */
import { expect, it } from 'vitest'
import type { NewToken, SignInProof } from '../../../src/core/store-port.ts'
import type { TokenId, User } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addGuest, addUser, newId, refusalOf } from '../support.ts'

const byPassword: SignInProof = { token: null, passwordChanges: 0 }
const minute = 60_000

function newToken(user: User, given: Partial<NewToken> = {}): NewToken {
  const id = newId<TokenId>('t')
  return {
    id,
    user: user.id,
    digest: `digest of ${id}`,
    kind: 'browser',
    name: 'Firefox',
    usedFrom: '192.0.2.1',
    createdAt: 1000,
    expiresAt: 9_000_000,
    limit: 9,
    ...given,
  }
}

const program = { kind: 'program', name: 'bot', usedFrom: null, expiresAt: null } as const

export function tokensContract(store: () => OpenStore): void {
  const add = async (user: User, given: Partial<NewToken> = {}) => {
    const token = newToken(user, given)
    await store().tokens.create(token, byPassword)
    return token
  }
  const idsOf = async (user: User) => (await store().tokens.ofUser(user.id, 2000)).map(({ id }) => id)

  it('finds a token and its user by the digest, and lists those of a user', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const browser = await add(john)
    const bot = await add(john, program)
    await add(mary)
    const { tokens } = store()
    expect(await tokens.byDigest(browser.digest, 2000)).toEqual({
      user: john,
      token: {
        id: browser.id,
        kind: 'browser',
        name: 'Firefox',
        createdAt: 1000,
        lastUsedAt: 1000,
        lastAddress: '192.0.2.1',
        expiresAt: 9_000_000,
      },
    })
    expect(await tokens.byDigest(bot.digest, 2000)).toMatchObject({
      token: { kind: 'program', lastUsedAt: null, lastAddress: null, expiresAt: null },
    })
    expect(await tokens.byDigest('unknown', 2000)).toBeNull()
    expect(await idsOf(john)).toEqual([bot.id, browser.id])
    expect([await tokens.has(john.id, bot.id), await tokens.has(mary.id, bot.id)]).toEqual([true, false])
  })

  it('keeps a digest for one token only', async () => {
    const john = await addUser(store(), 'john')
    const { digest } = await add(john)
    expect(await refusalOf(store().tokens.create(newToken(john, { digest }), byPassword))).toMatch(/unique/i)
    expect(await idsOf(john)).toHaveLength(1)
  })

  it('forgets what has expired', async () => {
    const john = await addUser(store(), 'john')
    const old = await add(john, { expiresAt: 2000 })
    const { tokens } = store()
    expect(await tokens.byDigest(old.digest, 1999)).not.toBeNull()
    expect(await tokens.byDigest(old.digest, 2000)).toBeNull()
    expect(await idsOf(john)).toEqual([])
    expect(await tokens.create(newToken(john, { createdAt: 2000 }), byPassword)).toEqual([old.id])
  })

  it('writes down a use at most as often as asked, however many come at once', async () => {
    const john = await addUser(store(), 'john')
    const { id, digest } = await add(john)
    const { tokens } = store()
    const use = (at: number, address = '2001:db8::1') =>
      tokens.touch(id, { at, address, expiresAt: at + 5000, unlessUsedAfter: at - minute })
    expect(await use(1000 + minute - 1)).toBe(false)
    const at = 1000 + minute
    const written = await Promise.all([use(at), use(at, '192.0.2.9'), use(at, '192.0.2.8')])
    expect(written.filter((one) => one)).toHaveLength(1)
    expect((await tokens.byDigest(digest, at))?.token).toMatchObject({ lastUsedAt: at, expiresAt: at + 5000 })
    const bot = await add(john, program)
    expect(await tokens.touch(bot.id, { at: 1, address: '::1', expiresAt: null, unlessUsedAfter: 0 })).toBe(
      true,
    )
  })

  it('removes a user’s own, and all of theirs but one', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const { tokens } = store()
    const [one, two, three] = [await add(john), await add(john, program), await add(john)]
    const hers = await add(mary)
    expect(await tokens.remove(john.id, hers.id)).toBe(false)
    expect(await tokens.remove(john.id, one.id)).toBe(true)
    expect(await tokens.remove(john.id, one.id)).toBe(false)
    expect(await tokens.removeAllBut(john.id, three.id)).toEqual([two.id])
    expect(await tokens.removeAllBut(john.id, hers.id)).toEqual([three.id])
    expect(await tokens.removeAllBut(john.id, null)).toEqual([])
    expect(await idsOf(mary)).toEqual([hers.id])
  })

  it('lets the browser unused for longest make room, never the one in use; programs are refused', async () => {
    const john = await addUser(store(), 'john')
    const { tokens } = store()
    const used = [await add(john), await add(john, { createdAt: 1001 }), await add(john, { createdAt: 1002 })]
    const [first, second] = used.map(({ id }) => id)
    if (first === undefined) throw new Error('three were made')
    const proof = { token: first, passwordChanges: 0 }
    expect(await tokens.create(newToken(john, { limit: 3 }), proof)).toEqual([second])
    expect(await idsOf(john)).toHaveLength(3)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => refusalOf(tokens.create(newToken(john, { ...program, limit: 2 }), byPassword))),
    )
    expect(answers.toSorted()).toEqual(['not refused', 'not refused', 'too-many-entries', 'too-many-entries'])
  })

  it('a new password takes every token along but the one to keep, and nobody else’s', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const { users } = store()
    const [kept] = [await add(john), await add(john, program), await add(john)]
    const hers = await add(mary)
    const password = { passwordHash: 'new', scram: null }
    expect(await users.setPassword(john.id, { ...password, keep: kept.id, changes: 0 })).toBe(true)
    expect(await idsOf(john)).toEqual([kept.id])
    expect(await users.credentials('john')).toMatchObject({
      passwordHash: 'new',
      user: { passwordChanges: 1 },
    })
    expect(await users.setPassword(john.id, { ...password, keep: null, changes: null })).toBe(true)
    expect(await idsOf(john)).toEqual([])
    expect(await idsOf(mary)).toEqual([hers.id])
  })

  it('a password changed meanwhile is neither overwritten nor a proof', async () => {
    const john = await addUser(store(), 'john')
    const { users, tokens } = store()
    const mine = await add(john)
    const change = (passwordHash: string) =>
      users.setPassword(john.id, { passwordHash, scram: null, keep: mine.id, changes: 0 })
    const [first, second] = await Promise.all([change('one'), change('two')])
    expect(first).not.toBe(second)
    const hash = first ? 'one' : 'two'
    await users.strengthenPassword(john.id, { passwordHash: 'old', scram: null, changes: 0 })
    expect(await users.credentials('john')).toMatchObject({ passwordHash: hash })
    await users.strengthenPassword(john.id, { passwordHash: 'stronger', scram: null, changes: 1 })
    expect(await users.credentials('john')).toMatchObject({ passwordHash: 'stronger' })
    const create = (proof: SignInProof) => refusalOf(tokens.create(newToken(john), proof))
    expect(await create(byPassword)).toBe('not-signed-in')
    expect(await create({ token: null, passwordChanges: 1 })).toBe('not refused')
    expect(await create({ token: mine.id, passwordChanges: 0 })).toBe('not refused')
    await tokens.remove(john.id, mine.id)
    expect(await create({ token: mine.id, passwordChanges: 1 })).toBe('not-signed-in')
  })

  it('tokens made while the password changes are gone or were refused', async () => {
    const john = await addUser(store(), 'john')
    const { users, tokens } = store()
    const password = { passwordHash: 'new', scram: null, keep: null, changes: null }
    const made = [1, 2, 3].map(() => refusalOf(tokens.create(newToken(john), byPassword)))
    const changed = users.setPassword(john.id, password)
    const later = [1, 2, 3].map(() => refusalOf(tokens.create(newToken(john), byPassword)))
    await Promise.all([...made, changed, ...later])
    expect(await idsOf(john)).toEqual([])
  })

  it('a guest’s tokens go with the guest', async () => {
    const guest = await addGuest(store(), 'guest-1')
    const { digest } = await add(guest)
    await store().users.removeGuest(guest.id)
    expect(await store().tokens.byDigest(digest, 2000)).toBeNull()
    expect(await refusalOf(store().tokens.create(newToken(guest), byPassword))).toBe('not-signed-in')
  })
}
