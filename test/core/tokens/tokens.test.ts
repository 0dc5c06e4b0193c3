/** Remembered sign-ins: made, used, listed, revoked. */
import { expect, test } from 'vitest'
import { revokeOtherTokens, revokeToken } from '../../../src/core/tokens/revoke.ts'
import { listTokens } from '../../../src/core/tokens/list.ts'
import { signInByToken } from '../../../src/core/tokens/sign-in.ts'
import { arrive } from '../../../src/core/presence/arrive.ts'
import { registerGuest } from '../../../src/core/users/register-user.ts'
import { renameUser } from '../../../src/core/users/rename-user.ts'
import type { TokenId } from '../../../src/core/types.ts'
import { day, openTokenScene } from './token-scene.ts'

test('a token signs its user in without the password: a browser’s for 90 days after its last use (rule T1)', async () => {
  const { register, remember, signIn, clock, refusal } = await openTokenScene()
  const john = await register('john')
  const { secret, token } = await remember(john)
  expect(secret).toMatch(/^plt_[\w-]{43}$/)
  expect(token).toMatchObject({ kind: 'browser', name: 'Firefox', lastAddress: '203.0.113.7' })
  for (let times = 0; times < 3; times++) {
    clock.advance(90 * day - 1)
    const { actor, user } = await signIn(secret)
    expect(actor).toMatchObject({ kind: 'user', id: john.id, name: 'john', token: token.id })
    expect(user.id).toBe(john.id)
  }
  clock.advance(90 * day)
  expect(await refusal(signIn(secret))).toBe('token-not-valid')
})

test('a program’s token stays until it is revoked (rule T1)', async () => {
  const { register, program, signIn, clock, run, refusal } = await openTokenScene()
  const john = await register('john')
  const { secret, token } = await program(john, ' weather bot ')
  expect(token).toMatchObject({ name: 'weather bot', lastUsedAt: null, lastAddress: null, expiresAt: null })
  clock.advance(4000 * day)
  const { actor } = await signIn(secret)
  await run(actor, revokeToken, {})
  expect(await refusal(signIn(secret))).toBe('token-not-valid')
})

test('whoever names somebody must name the one the token belongs to', async () => {
  const { register, remember, run, refusal, visitor } = await openTokenScene()
  const [john] = [await register('john'), await register('mary')]
  const { secret } = await remember(john)
  expect(await run(visitor(), signInByToken, { secret, name: 'JOHN' })).toMatchObject({
    user: { id: john.id },
  })
  for (const name of ['mary', 'nobody'])
    expect(await refusal(run(visitor(), signInByToken, { secret, name }))).toBe('token-not-valid')
  expect(await refusal(run(john, signInByToken, { secret }))).toBe('already-signed-in')
})

test('a use costs a write, and a line in the log, once a minute', async () => {
  const { register, remember, signIn, run, clock, log, visitor } = await openTokenScene()
  const john = await register('john')
  const { secret } = await remember(john)
  const lines = () => log.lines.filter(({ message }) => message === 'token.sign-in').length
  const used = async () => (await run(john, listTokens, {})).tokens[0]?.lastUsedAt
  const start = clock.now()
  clock.advance(59_999)
  await signIn(secret, visitor('203.0.113.9'))
  expect([await used(), lines()]).toEqual([start, 0])
  clock.advance(1)
  await Promise.all([1, 2, 3].map(() => signIn(secret, visitor('203.0.113.9'))))
  await signIn(secret)
  expect([await used(), lines()]).toEqual([start + 60_000, 1])
  expect((await run(john, listTokens, {})).tokens[0]).toMatchObject({ lastAddress: '203.0.113.9' })
})

test('users see where they are signed in and end it; a revoked token refuses and closes its clients (rule T2)', async () => {
  const { register, remember, program, signIn, comes, run, refusal, facts } = await openTokenScene()
  const john = await register('john')
  const [here, there, bot] = [await remember(john), await remember(john, 'Safari'), await program(john)]
  const { actor } = await signIn(here.secret)
  const [mine, theirs, plain] = [comes(actor), comes((await signIn(there.secret)).actor), comes(john)]
  const { tokens } = await run(actor, listTokens, {})
  expect(tokens.map(({ name, kind, current }) => [name, kind, current])).toEqual([
    ['bot', 'program', false],
    ['Safari', 'browser', false],
    ['Firefox', 'browser', true],
  ])
  expect(JSON.stringify(tokens)).not.toContain('plt_')
  expect(await run(actor, revokeToken, { token: there.token.id })).toEqual({ token: there.token.id })
  expect([mine.closed, theirs.closed, plain.closed]).toEqual([null, 'signed-out', null])
  expect(await refusal(signIn(there.secret))).toBe('token-not-valid')
  expect(facts.at(-1)).toMatchObject({
    type: 'token.revoked',
    audience: [{ to: 'user', user: john.id }],
    tokens: [there.token.id],
  })
  expect(await run(actor, revokeOtherTokens, {})).toEqual({ revoked: 1 })
  expect(await refusal(signIn(bot.secret))).toBe('token-not-valid')
  expect((await signIn(here.secret)).user.id).toBe(john.id)
  expect(mine.closed).toBeNull()
  await run(actor, revokeToken, {})
  expect([mine.closed, plain.closed]).toEqual(['signed-out', null])
  expect(await refusal(run(actor, revokeToken, {}))).toBe('token-not-valid')
})

test('nobody revokes what belongs to somebody else', async () => {
  const { register, remember, signIn, run, refusal } = await openTokenScene()
  const [john, mary] = [await register('john'), await register('mary')]
  const { secret, token } = await remember(john)
  expect(await refusal(run(mary, revokeToken, { token: token.id }))).toBe('token-not-valid')
  expect(await refusal(run(mary, revokeToken, {}))).toBe('token-not-valid')
  expect(await refusal(run(mary, revokeToken, { token: 'x' as TokenId }))).toBe('bad-input')
  expect(await run(mary, revokeOtherTokens, {})).toEqual({ revoked: 0 })
  expect((await signIn(secret)).user.id).toBe(john.id)
})

test('whose token was revoked while they came in does not arrive', async () => {
  const { register, remember, signIn, run, refusal } = await openTokenScene()
  const john = await register('john')
  const { secret, token } = await remember(john)
  const { actor } = await signIn(secret)
  expect((await run(actor, arrive, { first: true })).actor).toEqual(actor)
  await run(john, revokeToken, { token: token.id })
  expect(await refusal(run(actor, arrive, { first: true }))).toBe('token-not-valid')
})

test('the token in use stays so under another name', async () => {
  const { register, remember, signIn, run } = await openTokenScene()
  const { secret, token } = await remember(await register('john'))
  const { actor } = await signIn(secret)
  const renamed = await run(actor, renameUser, { name: 'johnny' })
  expect(renamed.actor).toMatchObject({ name: 'johnny', token: token.id })
  expect((await signIn(secret)).actor).toMatchObject({ name: 'johnny', account: 'john' })
})

test('programs: 50 at most, none for guests; of more than 100 browsers the one unused longest goes (rule T5)', async () => {
  const { register, remember, program, signIn, run, refusal, guest, clock } = await openTokenScene()
  const john = await register('john')
  const first = await remember(john)
  const last = await remember(john, 'Safari')
  for (let made = 2; made < 100; made++) await remember(john)
  clock.advance(60_000)
  await signIn(first.secret)
  await remember(john)
  expect(await refusal(signIn(last.secret))).toBe('token-not-valid')
  expect((await signIn(first.secret)).user.id).toBe(john.id)
  for (let made = 0; made < 50; made++) {
    clock.advance(1000)
    await program(john)
  }
  expect(await refusal(program(john))).toBe('too-many-entries')
  expect((await run(john, listTokens, {})).tokens).toHaveLength(150)
  expect(await refusal(program(await guest()))).toBe('bad-input')
})

test('a browser that has to make room is told, and closed', async () => {
  const { register, remember, signIn, comes } = await openTokenScene()
  const john = await register('john')
  const client = comes((await signIn((await remember(john)).secret)).actor)
  for (let made = 0; made < 99; made++) await remember(john)
  expect(client.closed).toBeNull()
  await remember(john)
  expect([client.closed, client.texts]).toEqual(['signed-out', ['token.revoked']])
})

test('a guest’s browser is remembered as long as the guest is there, and on as the user they become', async () => {
  const { guest, remember, signIn, run } = await openTokenScene()
  const visiting = await guest()
  const { secret, actor } = await remember(visiting)
  expect((await signIn(secret)).user).toMatchObject({ id: visiting.id, kind: 'guest' })
  const account = await run(actor, registerGuest, { name: 'ann', password: 'correct horse' })
  expect(account.actor).toMatchObject({ account: 'ann', token: actor.token })
  expect((await signIn(secret)).user).toMatchObject({ account: 'ann', kind: 'person' })
})

test('names are lines: empty and long ones are refused for a program, cut for a browser', async () => {
  const { register, remember, program, refusal } = await openTokenScene()
  const john = await register('john')
  for (const name of ['', ' \u0007 ', 'x'.repeat(65)])
    expect(await refusal(program(john, name))).toBe('bad-input')
  expect((await program(john, 'a\u001bb\r\nc')).token.name).toBe('ab c')
  const { token } = await remember(john, `${'é'.repeat(199)}😀\u0000${'x'.repeat(100_000)}`)
  expect(token.name.length).toBeLessThanOrEqual(200)
  expect(token.name.isWellFormed()).toBe(true)
  expect((await remember(john, '')).token.name).toBe('')
})
