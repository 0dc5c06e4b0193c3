/** Random requests from three sockets of two people, many at a time: whatever fell together, each is answered as if it had come alone. */
import { expect, test } from 'vitest'
import { Random, seedFrom } from '../../../fuzz/random.ts'
import { startApi } from './api-server.ts'
import { readySocket, send, textsHeard, together, type Answer } from './at-once.ts'

interface Asked {
  readonly id: string
  readonly frame: string
  readonly text: string
  /** `null`: it is refused. */
  readonly tag: string | undefined | null
}

function randomRequest(random: Random, id: string): Asked {
  const text = `said ${id}`
  const channel = random.chance(0.9) ? 'general' : 'other'
  const sound = (tag: string | undefined, more: object = {}): Asked => {
    const marked = tag === undefined ? {} : { clientTag: tag }
    return { id, frame: send(id, { channel, text, ...marked, ...more }), text, tag }
  }
  const refused = (input: unknown): Asked => ({ id, frame: send(id, input), text, tag: null })
  switch (
    random.weighted({ plain: 4, tagged: 8, notice: 1, odd: 1, long: 1, blank: 1, bad: 1, nowhere: 1 })
  ) {
    case 'plain':
      return sound(undefined)
    case 'tagged':
      return sound(`tag ${random.whole(0, 80)}`)
    case 'notice':
      return sound(`tag ${random.whole(0, 80)}`, { kind: 'notice' })
    case 'odd':
      return sound(random.pick(['é', 'ß 👋']), { replyTo: null })
    case 'long':
      return refused({ channel, text: 'x'.repeat(301), clientTag: `tag ${random.whole(0, 80)}` })
    case 'blank':
      return refused({ channel, text: ' \n ' })
    case 'bad':
      return refused(
        random.pick([{ channel, text: 5 }, { channel, text, clientTag: '' }, [text], 'x', { text }]),
      )
    case 'nowhere':
      return refused({ channel: 'nowhere', text })
  }
}

test('random requests, however they fall together, are answered in order, stored once for each tag, and heard once', async () => {
  const seed = seedFrom(process.env)
  console.log(`volleys: SEED=${seed}`)
  const random = new Random(seed)
  const server = await startApi(['limits.enabled=false', 'limits.messageLength=300'])
  const [ann, bob] = [await server.register('ann'), await server.register('bob')]
  await ann.call('channel.create', { name: 'other' })
  await bob.call('channel.join', { channel: 'other' })
  const listener = await readySocket(bob)
  const senders = await Promise.all(
    [ann, ann, bob].map(async (page) => ({ page, socket: await readySocket(page) })),
  )
  const stored = new Map<string, Answer>()
  const firsts = new Map<string, string>()
  for (let round = 0; round < 8; round += 1) {
    const bursts = senders.map(({ page, socket }, sender) => {
      const count = random.whole(1, 90)
      const asked = Array.from({ length: count }, (_, index) =>
        randomRequest(random, `${round}.${sender}.${index}.`),
      )
      return { page, socket, asked }
    })
    const answers = await Promise.all(
      bursts.map(({ socket, asked }) =>
        together(
          socket,
          asked.map(({ frame }) => frame),
        ),
      ),
    )
    for (const [index, { page, asked }] of bursts.entries()) {
      const told = answers[index] ?? []
      expect(told.map(({ re }) => re)).toEqual(asked.map(({ id }) => id))
      const places = new Map<string, number>()
      for (const [at, { id, text, tag }] of asked.entries()) {
        const { ok, error } = told[at] ?? {}
        expect([id, ok === undefined, error === undefined]).toEqual([id, tag === null, tag !== null])
        if (ok === undefined) continue
        if (tag === undefined) expect(ok).toMatchObject({ fresh: true, message: { text } })
        if (ok.fresh) {
          expect([id, ok.message.text, ok.message.position > (places.get(ok.message.channel) ?? 0)]).toEqual([
            id,
            text,
            true,
          ])
          places.set(ok.message.channel, ok.message.position)
          stored.set(ok.message.text, { re: id, ok })
        }
        if (tag === undefined || tag === null) continue
        const key = `${String(page.user?.name)} ${tag}`
        firsts.set(key, firsts.get(key) ?? ok.message.id)
        expect([key, firsts.get(key)]).toEqual([key, ok.message.id])
      }
    }
  }
  await expect.poll(() => textsHeard(listener).length).toBe(stored.size)
  expect(new Set(textsHeard(listener))).toEqual(new Set(stored.keys()))
  for (const channel of new Set([...stored.values()].map(({ ok }) => ok?.message.channel))) {
    const heard = listener.facts('message.sent').filter(({ message }) => message.channel === channel)
    expect(heard.map(({ position }) => position)).toEqual(heard.map((_, index) => index + 1))
  }
  await server.stop()
}, 60_000)
