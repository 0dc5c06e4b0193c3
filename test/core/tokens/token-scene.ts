/** What the tests of tokens share: a server without doors whose log and file can be read, and people who sign in. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import type { Actor, UserActor } from '../../../src/core/actor.ts'
import type { Command, Who } from '../../../src/core/command.ts'
import type { ChatEvent } from '../../../src/core/events.ts'
import type { ClientId } from '../../../src/core/types.ts'
import { createToken } from '../../../src/core/tokens/create.ts'
import { rememberToken } from '../../../src/core/tokens/remember.ts'
import { signInByToken } from '../../../src/core/tokens/sign-in.ts'
import { enterAsGuest } from '../../../src/core/users/enter-as-guest.ts'
import { FakeClient } from '../../fanout/fakes.ts'
import { openScene } from '../../protocols/console/console-scene.ts'
import { rememberingLog } from '../../store/support.ts'

export const day = 86_400_000

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'not refused'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export async function openTokenScene() {
  const log = rememberingLog()
  const scene = await openScene((store) => store, log)
  onTestFinished(() => scene.close())
  const { core, hub, newId } = scene.ports
  const facts: ChatEvent[] = []
  hub.listen((event) => facts.push(event))

  const visitor = (address = '203.0.113.7') =>
    ({ kind: 'visitor', client: newId<ClientId>(), address, certificate: null }) as const

  /** The result; a refusal is thrown as its code. */
  async function run<W extends Who, Schema extends z.ZodType, Result>(
    actor: Actor,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result> {
    const outcome = await core.run(actor, command, input)
    if (!outcome.ok) throw new Error(outcome.fault.code)
    return outcome.result
  }

  return {
    clock: scene.clock,
    register: (name: string) => scene.register(name),
    log,
    facts,
    visitor,
    run,
    refusal,
    remember: (actor: UserActor, name = 'Firefox') => run(actor, rememberToken, { name }),
    program: (actor: UserActor, name = 'bot') => run(actor, createToken, { name }),
    signIn: (secret: string, from = visitor()) => run(from, signInByToken, { secret }),
    guest: async () => (await run(visitor(), enterAsGuest, {})).actor,
    /** A client here that came as `actor`. */
    comes: (actor: UserActor): FakeClient => {
      const client = new FakeClient(actor.client)
      hub.attach(client)
      client.token = actor.token ?? null
      hub.signIn(client, { id: actor.id, name: actor.name }, false)
      hub.release(client, new Map())
      return client
    },
    /** Every byte the database keeps, as text. */
    stored: () =>
      readdirSync(scene.folder)
        .map((file) => readFileSync(join(scene.folder, file), 'latin1'))
        .join('\n'),
  }
}
