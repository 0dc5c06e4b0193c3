/** Random requests from three sockets of two people, many at a time: whatever fell together, each is answered as if it had come alone. */
import { expect, test } from 'vitest'
import { Random, seedFrom } from '../../../fuzz/random.ts'
import { startApi } from './api-server.ts'
import { readySocket, send, textsHeard, together, type Answer, type Sent } from './at-once.ts'

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

/** What has been stored so far, in all rounds. */
interface Known {
  /** By its text. */
  readonly stored: Map<string, Sent['message']>
  /** The first message of each tag of each person. */
  readonly firsts: Map<string, string>
}

/** What is wrong with the answers to one burst of a person. */
function faultsOf(person: string, { stored, firsts }: Known, burst: readonly [Asked, Answer | undefined][]) {
  const last = new Map<string, number>()
  return burst.flatMap(([{ id, text, tag }, answer]): readonly string[] => {
    const { ok } = answer ?? {}
    if (answer?.re !== id) return [`${id}: ${String(answer?.re)} is answered in its place`]
    if ((ok === undefined) !== (tag === null)) return [`${id}: ${JSON.stringify(answer)}`]
    if (ok === undefined || tag === null) return []
    const { message, fresh } = ok
    const key = tag === undefined ? id : `${person} ${tag}`
    const first = firsts.get(key) ?? message.id
    firsts.set(key, first)
    const faults = first === message.id ? [] : [`${id}: there was another message of ${key}`]
    if (!fresh) return tag === undefined ? [`${id}: is not stored`] : faults
    if (message.text !== text) faults.push(`${id}: became ${message.text}`)
    if (stored.has(text)) faults.push(`${id}: is stored twice`)
    if (message.position <= (last.get(message.channel) ?? 0))
      faults.push(`${id}: stands before what was said before`)
    last.set(message.channel, message.position)
    stored.set(text, message)
    return faults
  })
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
  const people = ['ann', 'ann', 'bob']
  const sockets = await Promise.all([ann, ann, bob].map(readySocket))
  const known: Known = { stored: new Map(), firsts: new Map() }
  for (let round = 0; round < 8; round += 1) {
    const bursts = people.map((_, sender) =>
      Array.from({ length: random.whole(1, 90) }, (__, index) =>
        randomRequest(random, `${round}.${sender}.${index}.`),
      ),
    )
    const answers = await Promise.all(
      sockets.map((socket, sender) =>
        together(
          socket,
          (bursts[sender] ?? []).map(({ frame }) => frame),
        ),
      ),
    )
    const faults = people.flatMap((person, sender) =>
      faultsOf(
        person,
        known,
        (bursts[sender] ?? []).map((asked, index) => [asked, answers[sender]?.[index]]),
      ),
    )
    expect(faults).toEqual([])
  }
  const { stored } = known
  await expect.poll(() => textsHeard(listener).length).toBe(stored.size)
  expect(new Set(textsHeard(listener))).toEqual(new Set(stored.keys()))
  for (const channel of new Set([...stored.values()].map((message) => message.channel))) {
    const heard = listener.facts('message.sent').filter(({ channel: { id } }) => id === channel)
    expect(heard.map(({ position }) => position)).toEqual(heard.map((_, index) => index + 1))
  }
  await server.stop()
}, 60_000)
