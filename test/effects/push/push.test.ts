/** Whom what is said calls: by level and name, not the author, not who has read it, not at night. */
import { expect, it, onTestFinished } from 'vitest'
import type { UserActor } from '../../../src/core/actor.ts'
import { joinChannel } from '../../../src/core/channels/join-channel.ts'
import { openDirect } from '../../../src/core/channels/open-direct.ts'
import { setLevel } from '../../../src/core/channels/set-level.ts'
import { deleteMessage } from '../../../src/core/messages/delete.ts'
import { editMessage } from '../../../src/core/messages/edit.ts'
import { markRead } from '../../../src/core/messages/mark-read.ts'
import { sendMessage } from '../../../src/core/messages/send.ts'
import type { Store } from '../../../src/core/ports.ts'
import { subscribePush } from '../../../src/core/push/subscribe.ts'
import { testPush } from '../../../src/core/push/test.ts'
import { rememberToken } from '../../../src/core/tokens/remember.ts'
import type { PushNote } from '../../../src/core/types.ts'
import { setNotifications } from '../../../src/core/users/set-notifications.ts'
import { Push } from '../../../src/effects/push/push.ts'
import type { PushCall } from '../../../src/effects/push/service.ts'
import { openScene, until } from '../../protocols/console/console-scene.ts'
import { rememberingLog } from '../../store/support.ts'
import { FakeBrowser } from './push-endpoint.ts'
import type { Command, Who } from '../../../src/core/command.ts'
import { finishUpload } from '../../../src/core/uploads/finish.ts'
import { reserveUpload } from '../../../src/core/uploads/reserve.ts'
import type { z } from 'zod'

async function open() {
  const held: { store: Store | null; asked: number } = { store: null, asked: 0 }
  const scene = await openScene((store) => {
    held.store = store
    return store
  })
  const { store } = held
  if (store === null) throw new Error('the scene has a store')
  const { clock, ports } = scene
  const calls: PushCall[] = []
  const log = rememberingLog()
  const push = new Push({
    clock,
    log,
    store: {
      push: {
        ...store.push,
        async reachable(hearers, now) {
          const found = await store.push.reachable(hearers, now)
          held.asked++
          return found
        },
      },
    },
    service: {
      async send(call) {
        calls.push(call)
        return { is: 'sent' }
      },
      close: () => undefined,
    },
  })
  ports.hub.listen((event) => push.heard([event]))
  onTestFinished(async () => {
    push.close()
    await scene.close()
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  async function run<W extends Who, Schema extends z.ZodType, Result>(
    actor: UserActor,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Result> {
    const outcome = await ports.core.run(actor, command, input)
    if (!outcome.ok) throw new Error(outcome.fault.code)
    return outcome.result
  }

  const browserOf = async (user: UserActor): Promise<UserActor> => {
    const { actor } = await run(user, rememberToken, { name: 'Firefox' })
    const { endpoint, keys } = new FakeBrowser(`https://push.example.org/${actor.token}`)
    await run(actor, subscribePush, { endpoint, keys })
    return actor
  }

  /** Somebody in #general whose browser can be called. */
  const somebody = async (name: string): Promise<UserActor> => {
    const user = await scene.register(name)
    await run(user, joinChannel, { channel: 'general' }).catch(() => undefined)
    return browserOf(user)
  }

  return {
    ...{ clock, push, calls, run, somebody, browserOf },
    say: async (user: UserActor, text: string, channel = 'general') =>
      (await run(user, sendMessage, { channel, text })).message,
    /** Lets the moment pass, and waits for everything it causes. */
    passes: async (milliseconds = 5000): Promise<void> => {
      const before = held.asked
      clock.advance(milliseconds)
      await until(() => held.asked > before, 'the store was asked who is to be called')
      await new Promise((resolve) => setImmediate(resolve))
    },
    asked: () => held.asked,
    /** Whom the calls so far were for, by the token of the browser. */
    told: (): readonly PushNote[] => calls.splice(0).map(({ note }) => note),
    calledOnes: (...users: readonly UserActor[]) => {
      const tokens = calls.splice(0).map(({ subscription }) => subscription.token)
      return users
        .filter(({ token }) => token !== undefined && tokens.includes(token))
        .map(({ name }) => name)
    },
  }
}

it('calls those who are spoken to, and those who want everything, but not the author (rule N1)', async () => {
  const { run, somebody, say, passes, calls, calledOnes } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const [mary, none] = [await somebody('mary'), await somebody('none')]
  await run(mary, setLevel, { channel: 'general', level: 'all' })
  await run(none, setLevel, { channel: 'general', level: 'none' })
  await run(ann, setLevel, { channel: 'general', level: 'all' })
  await say(ann, 'hello @John and @none, says @ann')
  await passes()
  expect(calls).toHaveLength(2)
  expect(calledOnes(ann, john, mary, none)).toEqual(['john', 'mary'])
  await say(ann, 'hello john')
  await passes()
  expect(calledOnes(ann, john, mary, none)).toEqual(['mary'])
})

it('calls both of a private conversation, whatever is said', async () => {
  const { run, somebody, say, passes, told } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const { channel } = await run(ann, openDirect, { user: 'john' })
  const { id, sentAt } = await say(ann, 'psst', channel.id)
  await passes()
  expect(told()).toEqual([
    {
      is: 'message',
      channel: { id: channel.id, kind: 'direct', name: '' },
      author: 'ann',
      text: 'psst',
      message: id,
      at: sentAt,
      count: 1,
    },
  ])
  await say(john, 'what?', channel.id)
  await passes()
  expect(told()).toMatchObject([{ author: 'john', text: 'what?' }])
})

it('names the files of a message without a text', async () => {
  const { run, somebody, passes, told } = await open()
  const ann = await somebody('ann')
  await somebody('john')
  const { channel } = await run(ann, openDirect, { user: 'john' })
  const { upload } = await run(ann, reserveUpload, { name: 'hill.jpg', size: 3 })
  const picture = { type: 'image/jpeg', width: 9, height: 9, preview: null, thumbnails: [9] }
  const content = { digest: '0'.repeat(64), size: 3, ...picture, duration: null, waveform: null }
  await run(ann, finishUpload, { upload: upload.id, content })
  await run(ann, sendMessage, { channel: channel.id, text: '', uploads: [upload.id] })
  await passes()
  expect(told()).toMatchObject([{ author: 'ann', text: 'hill.jpg' }])
})

it('calls whoever is answered', async () => {
  const { run, somebody, say, passes, calledOnes } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const { id } = await say(john, 'who is there?')
  await run(ann, sendMessage, { channel: 'general', text: 'me', replyTo: id })
  await passes()
  expect(calledOnes(ann, john)).toEqual(['john'])
})

it('leaves in peace who has read it within the moment, wherever they did (rule N2)', async () => {
  const { run, somebody, say, passes, told, clock } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const read = await say(ann, '@john one')
  await say(ann, '@john two')
  await run(john, markRead, { positions: [{ channel: read.channel, position: read.position }] })
  clock.advance(4999)
  expect(told()).toEqual([])
  await passes(1)
  expect(told()).toMatchObject([{ text: '@john two', count: 1 }])
  const last = await say(ann, '@john three')
  await run(john, markRead, { positions: [{ channel: last.channel, position: last.position }] })
  await passes()
  expect(told()).toEqual([])
})

it('one call tells of all that was said in the moment, to every browser of theirs', async () => {
  const { somebody, browserOf, say, passes, calls } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const other = await browserOf(john)
  for (const text of ['@john one', 'not for him', '@john two', '@john three']) await say(ann, text)
  await passes()
  expect(calls.map(({ note }) => note)).toMatchObject([
    { text: '@john three', count: 3 },
    { text: '@john three', count: 3 },
  ])
  const tokens = new Set(calls.map(({ subscription }) => subscription.token))
  expect(tokens).toEqual(new Set([john.token, other.token]))
  const [first, second] = calls.map(({ topic }) => topic)
  expect(first).toMatch(/^[\w-]{32}$/)
  expect(second).toBe(first)
})

it('what was deleted calls nobody, what was edited calls as it is now', async () => {
  const { run, somebody, say, passes, told } = await open()
  const [ann] = [await somebody('ann'), await somebody('john')]
  const gone = await say(ann, '@john a secret')
  const changed = await say(ann, 'john, where are you?')
  await run(ann, deleteMessage, { channel: 'general', message: gone.id })
  await run(ann, editMessage, { channel: 'general', message: changed.id, text: '@john, where are you?' })
  await passes()
  expect(told()).toMatchObject([{ text: '@john, where are you?', count: 1 }])
})

it('calls nobody in their quiet hours (rule N2)', async () => {
  const { run, somebody, say, passes, told, clock } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  const day = { from: 0, to: 0, timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7] }
  await run(john, setNotifications, { quiet: day })
  await say(ann, '@john are you awake?')
  await passes()
  expect(told()).toEqual([])
  const minute = Math.floor((clock.now() % 86_400_000) / 60_000)
  await run(john, setNotifications, {
    quiet: { ...day, from: (minute + 5) % 1440, to: (minute + 10) % 1440 },
  })
  await say(ann, '@john and now?')
  await passes()
  expect(told()).toMatchObject([{ text: '@john and now?' }])
})

it('tells no text to who does not want it shown, and a long one not in full (rule N3)', async () => {
  const { run, somebody, say, passes, told } = await open()
  const [ann, john] = [await somebody('ann'), await somebody('john')]
  await say(ann, `@john ${'🫖'.repeat(300)}`)
  await passes()
  const [note] = told()
  if (note?.is !== 'message' || note.text === null) throw new Error('a message was to be told')
  expect(Array.from(note.text)).toHaveLength(201)
  expect(note.text).toMatch(/^@john 🫖.*🫖…$/u)
  await run(john, setNotifications, { showText: false })
  await say(ann, '@john the password is tea')
  await passes()
  expect(told()).toMatchObject([{ author: 'ann', text: null }])
})

it('a test calls the one browser, at once', async () => {
  const { run, somebody, browserOf, calls } = await open()
  const john = await somebody('john')
  await browserOf(john)
  await run(john, testPush, {})
  await until(() => calls.length > 0, 'a call')
  expect(calls).toMatchObject([{ note: { is: 'test' }, subscription: { token: john.token } }])
})

it('asks the store once a second, however much is said', async () => {
  const { somebody, say, passes, asked, told, clock } = await open()
  const [ann] = [await somebody('ann'), await somebody('john')]
  for (let number = 0; number < 30; number++) {
    await say(ann, `@john ${number}`)
    clock.advance(10)
  }
  await passes(5000)
  await passes(1000)
  expect(asked()).toBeLessThanOrEqual(2)
  const notes = told()
  expect(notes.reduce((sum, note) => sum + (note.is === 'message' ? note.count : 0), 0)).toBe(30)
})

it('at the end nobody is called any more', async () => {
  const { somebody, say, push, clock, asked } = await open()
  const [ann] = [await somebody('ann'), await somebody('john')]
  await say(ann, '@john last words')
  push.close()
  expect(clock.waiting).toBe(0)
  await say(ann, '@john too late')
  clock.advance(60_000)
  expect([clock.waiting, asked()]).toEqual([0, 0])
})
