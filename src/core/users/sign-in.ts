/** A visitor proves to be a user. Unknown names take as long and answer the same as wrong passwords. */
import { z } from 'zod'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { UserId } from '../types.ts'
import { demandNotSanctioned } from './access.ts'
import { givenPassword } from './passwords.ts'
import { demandVisitor, signedIn } from './signed-in.ts'

export const signIn = defineCommand({
  name: 'user.sign-in',
  who: 'anyone',
  cost: 2,
  input: z.object({ name: z.string().max(200), password: givenPassword }),
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    const attempt = { address: visitor.address, name: input.name, now: context.now }
    context.attempts.begin(attempt)
    const known = await context.store.users.credentials(input.name)
    const hash = known?.passwordHash ?? null
    if (!(await context.passwords.verify(input.password, hash)) || known === null || hash === null) {
      context.log.warn(
        { userName: input.name.slice(0, 64), address: visitor.address, reason: 'wrong-password' },
        'sign-in failed',
      )
      throw new ChatError('wrong-password', {})
    }
    context.attempts.succeeded(attempt)
    await demandNotSanctioned(context, known.user)
    await strengthen(context, { id: known.user.id, hash, password: input.password })
    await ifPossible(() => context.store.users.touch(known.user.id, visitor.address, context.now))
    return {
      result: signedIn(visitor, { ...known.user, lastAddress: visitor.address, lastSeenAt: context.now }),
      log: { user: known.user.id, userName: known.user.name, address: visitor.address },
    }
  },
})

/** Hashes anew when the configured cost was raised since. */
async function strengthen(
  context: Context,
  known: { id: UserId; hash: string; password: string },
): Promise<void> {
  if (!context.passwords.isWeak(known.hash)) return
  await ifPossible(async () =>
    context.store.users.setPassword(known.id, await context.passwords.hash(known.password)),
  )
}

/** Work that a full queue or a full disk only puts off to the next time: people can still come in and read. */
async function ifPossible(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ChatError) || (error.code !== 'busy' && error.code !== 'storage-full')) throw error
  }
}
