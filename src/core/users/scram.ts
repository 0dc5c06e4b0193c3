/** Signing in by SCRAM-SHA-256 (RFC 7677): the password itself never comes here. */
import { z } from 'zod'
import { randomWord } from '../../lib/digest.ts'
import { foldName } from '../../lib/fold.ts'
import {
  challengeScram,
  decoyScramKeys,
  openScram,
  proveScram,
  readScramKeys,
  type ScramChallenged,
  type ScramOpened,
} from '../../lib/scram.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ClientId, User } from '../types.ts'
import { demandNotSanctioned } from './access.ts'
import { logFailedSignIn, type FailedSignIn } from './failed-sign-in.ts'
import { takeOver, welcome } from './sign-in.ts'
import { demandVisitor } from './signed-in.ts'

const message = z.object({ message: z.string().max(4096) })
/** More exchanges than this at once are an attack: the oldest gives way. */
const mostOpen = 10_000

interface Open {
  readonly exchange: ScramChallenged
  readonly user: User | null
  readonly name: string
}

/** Owns the exchanges under way, one for each client. */
export class ScramExchanges {
  readonly #open = new Map<ClientId, Open>()

  begin(client: ClientId, open: Open): void {
    this.#open.delete(client)
    const [oldest] = this.#open.keys()
    if (this.#open.size >= mostOpen && oldest !== undefined) this.#open.delete(oldest)
    this.#open.set(client, open)
  }

  take(client: ClientId): Open | null {
    const open = this.#open.get(client) ?? null
    this.#open.delete(client)
    return open
  }
}

/** Answers the server's challenge; an unknown name gets one that nobody can answer. */
export const beginScram = defineCommand({
  name: 'user.begin-scram',
  who: 'anyone',
  cost: 2,
  input: message,
  async run(context, input) {
    const { actor, store, attempts, now, policy } = context
    if (actor.kind === 'console') throw new ChatError('wrong-password', {})
    const opened = demandOpening(context, actor.address, input.message)
    const { username: name } = opened
    attempts.begin({ address: actor.address, name, now, limited: policy.limits.slowsAttempts })
    const known = await store.users.scramOf(name)
    const keys = known === null ? null : readScramKeys(known.scram)
    const decoy = decoyScramKeys(context.cloakKey, foldName(name), policy.scramIterations)
    const exchange = challengeScram(opened, keys ?? decoy, randomWord(18))
    context.scram.begin(actor.client, { exchange, user: keys === null ? null : (known?.user ?? null), name })
    return { result: { challenge: exchange.message } }
  },
})

export const finishScram = defineCommand({
  name: 'user.finish-scram',
  who: 'anyone',
  cost: 1,
  input: message,
  async run(context, input) {
    const visitor = demandVisitor(context.actor)
    const { user, final } = await finish(context, visitor, input.message)
    const done = await welcome(context, visitor, user)
    return { ...done, result: { signedIn: done.result, final } }
  },
})

/** For somebody who is in already. */
export const finishScramSwitch = defineCommand({
  name: 'user.finish-scram-switch',
  who: 'user',
  cost: 1,
  input: message,
  async run(context, input) {
    const { user, final } = await finish(context, context.actor, input.message)
    const done = await takeOver(context, user)
    return { ...done, result: { signedIn: done.result, final } }
  },
})

/** Nobody signs in for somebody else, as nobody does by a password. */
function demandOpening(context: Context, address: string, text: string): ScramOpened {
  const opened = openScram(Buffer.from(text))
  if (opened.step === 'refused') return fail(context, { address, name: null, reason: opened.reason })
  const { username: name, actAs } = opened
  if (actAs !== null && foldName(actAs) !== foldName(name))
    return fail(context, { address, name, reason: 'for-somebody-else' })
  return opened
}

function fail(context: Context, failed: FailedSignIn): never {
  logFailedSignIn(context, failed)
  throw new ChatError('wrong-password', {})
}

async function finish(
  context: Context,
  asking: { readonly client: ClientId; readonly address: string },
  text: string,
): Promise<{ user: User; final: string }> {
  const { address } = asking
  const open = context.scram.take(asking.client)
  const proof = open === null ? null : proveScram(open.exchange, Buffer.from(text))
  if (open === null || open.user === null || proof?.step !== 'proved') {
    const reason = proof?.step === 'refused' ? proof.reason : 'wrong-password'
    return fail(context, { address, name: open?.name ?? null, reason })
  }
  const limited = context.policy.limits.slowsAttempts
  context.attempts.succeeded({ address, name: open.name, now: context.now, limited })
  await demandNotSanctioned(context, open.user)
  return { user: open.user, final: proof.message }
}
