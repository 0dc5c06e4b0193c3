/** Tokens in the wrong hands: after a new password, a ban, by guessing, and from the log or the database. */
import { expect, test } from 'vitest'
import type { ConsoleActor, UserActor } from '../../../src/core/actor.ts'
import { ban } from '../../../src/core/moderation/ban.ts'
import { kickUser } from '../../../src/core/moderation/kick-user.ts'
import { unban } from '../../../src/core/moderation/unban.ts'
import { arrive } from '../../../src/core/presence/arrive.ts'
import { renameUser } from '../../../src/core/users/rename-user.ts'
import { createToken } from '../../../src/core/tokens/create.ts'
import { rememberToken } from '../../../src/core/tokens/remember.ts'
import { revokeToken } from '../../../src/core/tokens/revoke.ts'
import { signInByToken } from '../../../src/core/tokens/sign-in.ts'
import { changePassword } from '../../../src/core/users/change-password.ts'
import { resetPassword } from '../../../src/core/users/reset-password.ts'
import { signIn as signInByPassword } from '../../../src/core/users/sign-in.ts'
import { openTokenScene } from './token-scene.ts'

const root: ConsoleActor = { kind: 'console', systemUser: 'root' }
const passwords = { current: 'correct horse', password: 'battery staple' }

test('token theft after a password change is refused (rule T3)', async () => {
  const { register, remember, program, signIn, run, refusal, comes } = await openTokenScene()
  const john = await register('john')
  const [mine, stolen, bot] = [await remember(john), await remember(john), await program(john)]
  const { actor } = await signIn(mine.secret)
  const [tab, thief] = [comes((await signIn(mine.secret)).actor), comes((await signIn(stolen.secret)).actor)]
  const changed = await run(actor, changePassword, passwords)
  expect([tab.closed, thief.closed]).toEqual([null, 'password-changed'])
  for (const { secret } of [stolen, bot]) expect(await refusal(signIn(secret))).toBe('token-not-valid')
  expect((await signIn(mine.secret)).user.id).toBe(john.id)
  expect(await run(changed.actor, createToken, { name: 'new bot' })).toMatchObject({
    token: { name: 'new bot' },
  })
})

test('a password set at the console ends every token (rule T3)', async () => {
  const { register, remember, program, signIn, run, refusal, comes } = await openTokenScene()
  const john = await register('john')
  const [browser, bot] = [await remember(john), await program(john)]
  const client = comes((await signIn(browser.secret)).actor)
  await run(root, resetPassword, { name: 'john', password: 'battery staple' })
  expect(client.closed).toBe('password-changed')
  for (const { secret } of [browser, bot]) expect(await refusal(signIn(secret))).toBe('token-not-valid')
})

test('who signed in before the password changed makes no token after it, nor arrives (rule T3)', async () => {
  const { register, remember, signIn, program, run, refusal, visitor } = await openTokenScene()
  const john = await register('john')
  const credentials = { name: 'john', password: 'correct horse' }
  const thief = (await run(visitor(), signInByPassword, credentials)).actor
  const stolen = (await signIn((await remember(thief)).secret)).actor
  const owner = await run(john, changePassword, passwords)
  const renamed = (await run(thief, renameUser, { name: 'johnny' })).actor
  const attempts = [thief, stolen, renamed].flatMap((actor: UserActor) => [
    refusal(run(actor, rememberToken, { name: 'x' })),
    refusal(run(actor, createToken, { name: 'x' })),
  ])
  expect(new Set(await Promise.all(attempts))).toEqual(new Set(['not-signed-in']))
  for (const actor of [thief, stolen, renamed])
    expect(await refusal(run(actor, arrive, { first: false }))).toBe('token-not-valid')
  expect((await run(owner.actor, arrive, { first: false })).actor.id).toBe(john.id)
  expect(await refusal(program(owner.actor))).toBe('not refused')
})

test('of two who change one password at once, one is told that theirs is wrong', async () => {
  const { register, run, refusal, visitor } = await openTokenScene()
  const john = await register('john')
  const change = (password: string) =>
    refusal(run(john, changePassword, { current: 'correct horse', password }))
  const [first, second] = await Promise.all([change('first password'), change('second password')])
  expect([first, second].toSorted()).toEqual(['not refused', 'wrong-password'])
  const password = first === 'not refused' ? 'first password' : 'second password'
  const signedIn = await run(visitor(), signInByPassword, { name: 'john', password })
  expect(signedIn.user.id).toBe(john.id)
})

test('whoever is banned or kicked does not come in by a token; afterwards it is valid again (rule T4)', async () => {
  const { register, remember, program, signIn, run, refusal, clock } = await openTokenScene()
  const john = await register('john')
  const [browser, bot] = [await remember(john), await program(john)]
  await run(root, ban, { subject: 'john' })
  for (const { secret } of [browser, bot]) expect(await refusal(signIn(secret))).toBe('banned')
  await run(root, unban, { subject: 'john' })
  expect((await signIn(browser.secret)).user.id).toBe(john.id)
  await run(root, kickUser, { name: 'john', seconds: 60 })
  expect(await refusal(signIn(browser.secret))).toBe('kicked')
  clock.advance(60_001)
  expect((await signIn(bot.secret)).user.id).toBe(john.id)
})

test('10,000 unknown secrets do no harm (rule T4)', async () => {
  const { register, remember, signIn, run, visitor, refusal, log } = await openTokenScene()
  const { secret } = await remember(await register('john'))
  const wrong = Array.from({ length: 10_000 }, (_, index) => `plt_${index.toString(36).padStart(43, 'x')}`)
  const answers = new Set<string>()
  for (let at = 0; at < wrong.length; at += 500)
    for (const answer of await Promise.all(wrong.slice(at, at + 500).map((one) => refusal(signIn(one)))))
      answers.add(answer)
  expect(answers).toEqual(new Set(['token-not-valid']))
  expect(log.lines.filter(({ level }) => level !== 'info')).toMatchObject([
    { message: 'sign-in failed', fields: { address: '203.0.113.7', reason: 'token-not-valid' } },
  ])
  expect((await signIn(secret)).user.name).toBe('john')
  const credentials = { name: 'john', password: 'correct horse' }
  expect((await run(visitor(), signInByPassword, credentials)).user.name).toBe('john')
})

test('one client that tries secrets is slowed down', async () => {
  const { signIn, visitor, refusal } = await openTokenScene()
  const thief = visitor()
  const answers = await Promise.all(Array.from({ length: 200 }, () => refusal(signIn('plt_x', thief))))
  expect(answers.filter((answer) => answer === 'token-not-valid')).toHaveLength(40)
  expect(answers.filter((answer) => answer === 'too-many-requests')).toHaveLength(160)
})

test.each(['', ' ', 'plt_', 'x'.repeat(4096), '\u0000', '\ud800', "' OR 1=1 --"])(
  '%j is nobody’s secret (rule T4)',
  async (secret) => {
    const { register, remember, signIn, refusal } = await openTokenScene()
    const { secret: right } = await remember(await register('john'))
    expect(await refusal(signIn(secret))).toBe('token-not-valid')
    for (const near of [right.toUpperCase(), right.slice(0, -1), `${right} `, right.slice(4)])
      expect(await refusal(signIn(near))).toBe('token-not-valid')
  },
)

test('secrets stand neither in the log nor in the database (rule T1)', async () => {
  const { register, remember, program, signIn, run, refusal, log, stored } = await openTokenScene()
  const john = await register('john')
  const [browser, bot] = [await remember(john, 'Firefox of john'), await program(john, 'weather bot')]
  const { actor } = await signIn(bot.secret)
  await refusal(signIn(`${bot.secret}x`))
  await run(actor, revokeToken, {})
  await refusal(signIn(bot.secret))
  await refusal(run(john, signInByToken, { secret: browser.secret }))
  const written = [stored(), JSON.stringify(log.lines)]
  expect(written[0]).toContain('Firefox of john')
  expect(written[1]).toContain('"token.create"')
  expect(written[1]).toContain('"token-not-valid"')
  for (const { secret } of [browser, bot])
    for (const text of written) expect(text).not.toContain(secret.slice(4, 30))
})
