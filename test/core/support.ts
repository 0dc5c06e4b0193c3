/** What core tests share: a server without doors, people, and a store that counts what is asked of it. */
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import type { UserActor } from '../../src/core/actor.ts'
import type { Command, Who } from '../../src/core/command.ts'
import type { ChatEvent } from '../../src/core/events.ts'
import type { Store } from '../../src/core/ports.ts'
import type { ClientId } from '../../src/core/types.ts'
import { FakeClient } from '../fanout/fakes.ts'
import { openScene, type Scene } from '../protocols/console/console-scene.ts'

export interface CountingScene {
  readonly clock: Scene['clock']
  readonly register: (name: string) => Promise<UserActor>
  /** Names of the store's methods called since this was last emptied: `users.byId`. */
  readonly asked: string[]
  readonly facts: ChatEvent[]
  /** The result; a refusal is thrown. */
  readonly run: <W extends Who, Schema extends z.ZodType, Result>(
    actor: UserActor,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ) => Promise<Result>
  /** A client of theirs is here from now on. */
  readonly comes: (actor: UserActor) => void
}

export async function openCountingScene(): Promise<CountingScene> {
  const asked: string[] = []
  const scene = await openScene((store) => counting(store, asked))
  onTestFinished(() => scene.close())
  const { core, hub } = scene.ports
  const facts: ChatEvent[] = []
  hub.listen((event) => facts.push(event))
  return {
    clock: scene.clock,
    register: (name) => scene.register(name),
    asked,
    facts,
    async run(actor, command, input) {
      const outcome = await core.run(actor, command, input)
      if (!outcome.ok) throw new Error(outcome.fault.code)
      return outcome.result
    },
    comes({ id, name }) {
      const client = new FakeClient(scene.ports.newId<ClientId>())
      hub.attach(client)
      hub.signIn(client, { id, name }, false)
      hub.release(client, new Map())
    },
  }
}

function counting(store: Store, asked: string[]): Store {
  return {
    ...store,
    users: counted('users', store.users, asked),
    channels: counted('channels', store.channels, asked),
    memberships: counted('memberships', store.memberships, asked),
    metadata: counted('metadata', store.metadata, asked),
  }
}

function counted<Part extends object>(name: string, part: Part, asked: string[]): Part {
  return new Proxy(part, {
    get(target, method, receiver) {
      asked.push(`${name}.${String(method)}`)
      return Reflect.get(target, method, receiver)
    },
  })
}
